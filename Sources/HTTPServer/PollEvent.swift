/// What a descriptor is ready for.
struct PollEvent {
  let token: UInt64
  let isReadable: Bool
  let isWritable: Bool
  let hasFailed: Bool
}
