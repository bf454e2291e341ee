import HTTPCore
import LicenceRegistry
import Licensing

extension Operation {
  /// What the server and the registry have measured of themselves.
  static let measurements = [
    Operation(
      name: "getMetrics", method: .get, path: "/metrics", right: .readMetrics,
      summary: "Measurements of the server and of the registry, in Prometheus's text format.",
      description: "Routes are patterns; there are no paths, addresses, names or codes in it.",
      replies: [ReplyForm(.ok, "The measurements.", .text(), type: MetricsText.contentType)]
    ) { exchange in
      var text = MetricsText()
      exchange.serverMetrics(&text)
      let registry = exchange.registry
      let size = registry.size
      for (name, help, value) in [
        ("registry_writer_queue", "Writes that wait for the next transaction.", registry.writer.waiting),
        ("registry_database_bytes", "Size of the registry's file.", size.file),
        ("registry_database_log_bytes", "Size of the registry's write-ahead log.", size.log),
      ] {
        text.family(name, .gauge, help)
        text.sample(name, [], value)
      }
      var response = HTTPResponse(contentType: MetricsText.contentType, body: text.bytes)
      response.fields.set("cache-control", "no-store")
      return response
    }
  ]
}
