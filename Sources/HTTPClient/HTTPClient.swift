/// Asks a server, one request a connection, and waits for the answer.
///
/// Plain HTTP/1.1 to this machine or through a local socket; to others only where that is said, because everyone between
/// can read along. TLS is left to a tunnel or to a proxy on this machine.
public struct HTTPClient: Sendable {
  /// How long is waited, in seconds.
  public struct Patience: Sendable {
    /// For a connection.
    public var connecting = 10
    /// While nothing of a request can be sent.
    public var sending = 60
    /// For the answer to begin, and to go on.
    public var answering = 900

    /// The usual times.
    public init() {}
  }

  /// The longest answer that is taken, in bytes.
  private static let longestAnswer = 256 << 20
  private static let piece = 64 * 1024

  private let server: ServerAddress
  private let inTheClear: Bool
  private let patience: Patience

  /// Makes a client of a server.
  ///
  /// - Parameters:
  ///   - server: where the server is.
  ///   - inTheClear: whether it may be on another machine, where everyone between can read along.
  ///   - patience: how long is waited.
  public init(_ server: ServerAddress, inTheClear: Bool = false, patience: Patience = Patience()) {
    self.server = server
    self.inTheClear = inTheClear
    self.patience = patience
  }

  /// Sends a request and returns the answer.
  ///
  /// - Parameters:
  ///   - request: what is asked.
  ///   - sent: is called with how many bytes of the body are sent, of how many.
  /// - Throws: ``ClientError`` if there is no answer.
  public func answer(
    to request: ClientRequest, sent: (Int, Int) -> Void = { _, _ in }
  ) throws(ClientError) -> ClientResponse {
    switch request.body {
    case .none:
      let socket = try connect()
      var reader = ResponseReader(bodyLimit: HTTPClient.longestAnswer)
      _ = try send(request.head(for: server, length: nil)[...], on: socket, &reader)
      return try rest(of: &reader, on: socket)
    case .file(let path):
      // The file is opened first: what can't be read is not worth a connection.
      let file = try BodyFile(path: path)
      let socket = try connect()
      var reader = ResponseReader(bodyLimit: HTTPClient.longestAnswer)
      var isTaken = try send(request.head(for: server, length: file.length)[...], on: socket, &reader)
      var done = 0
      while isTaken, done < file.length {
        let bytes = try file.next(min(HTTPClient.piece, file.length - done))
        isTaken = try send(bytes[...], on: socket, &reader)
        done += bytes.count
        sent(done, file.length)
      }
      return try rest(of: &reader, on: socket)
    }
  }

  private func connect() throws(ClientError) -> ClientSocket {
    do throws(ClientError) {
      return try ClientSocket.connect(to: server, inTheClear: inTheClear, seconds: patience.connecting)
    } catch .timedOut(let seconds) {
      throw .unreachable(reason: "no connection within \(seconds) s")
    }
  }

  /// Sends all of the bytes; `false` if the server answers before it has them, and wants no more.
  private func send(
    _ bytes: ArraySlice<UInt8>, on socket: borrowing ClientSocket, _ reader: inout ResponseReader
  ) throws(ClientError) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let ready = try socket.wait(reading: true, writing: true, seconds: patience.sending)
      if ready.canRead {
        guard let received = try socket.receive() else { continue }
        if received.isEmpty { try reader.end() }
        try reader.take(received[...])
        // An interim answer is none: it goes on.
        if reader.isFinal { return false }
        continue
      }
      guard ready.canWrite else { continue }
      // What the other end refuses to take may have its reason in an answer that is under way.
      guard let count = socket.send(rest) else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private func rest(
    of reader: inout ResponseReader, on socket: borrowing ClientSocket
  ) throws(ClientError) -> ClientResponse {
    while true {
      if let response = reader.finished { return response }
      _ = try socket.wait(reading: true, writing: false, seconds: patience.answering)
      guard let received = try socket.receive() else { continue }
      if received.isEmpty { try reader.end() }
      try reader.take(received[...])
    }
  }
}
