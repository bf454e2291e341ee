import Formats

/// What holds of the JSON readers whatever the bytes are.
enum JSON5Laws {
  /// Stops the program if a law is broken: any bytes are JSON5 that is read, or an error with a place inside them.
  ///
  /// What was read is written as plain JSON and read again, and is the same; the strict reader takes nothing that the other
  /// does not.
  static func check(_ bytes: [UInt8]) {
    do throws(JSONSyntaxError) {
      let node = try JSON5.parse(bytes)
      var first = JSONWriter()
      first.node(node)
      var second = JSONWriter()
      second.node(try StrictJSON.parse(first.bytes, limits: .file))
      precondition(first.bytes == second.bytes, "what was written is read as something else")
    } catch {
      precondition((1...bytes.count + 1).contains(error.position.line))
      precondition((1...bytes.count + 1).contains(error.position.column))
      precondition(!error.text.en.isEmpty && !error.text.fr.isEmpty)
    }
    guard (try? StrictJSON.parse(bytes, limits: .file)) != nil else { return }
    precondition((try? JSON5.parse(bytes)) != nil, "JSON that is no JSON5")
  }
}
