import HTTPCore

/// What all loops of a server share.
struct SharedResources: Sendable {
  let census: ConnectionCensus
  let workers: WorkerPool
  let budget: BufferBudget

  init(_ configuration: ServerConfiguration) throws(ServerError) {
    census = ConnectionCensus(limits: configuration.limits)
    workers = try WorkerPool(threads: max(1, configuration.workers), jobs: 256)
    budget = BufferBudget(limit: configuration.limits.bufferedBytes)
  }
}
