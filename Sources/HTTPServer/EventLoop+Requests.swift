import HTTPCore

extension EventLoop {
  /// A head is complete: asks the handler about the body.
  func begin(_ connection: Connection, _ head: RequestHead) {
    connection.head = head
    connection.startedAt = observer == nil ? now : MonotonicClock.now()
    switch handler.disposition(of: head) {
    case .collect(let limit):
      connection.parser.bodyLimit = limit
      if case .length(let length) = head.framing, length <= limit {
        // A length is only a claim, so no more than this is set aside for it.
        connection.body.reserveCapacity(min(length, 64 * 1024))
      }
    case .stream(let sink, let limit):
      connection.parser.bodyLimit = limit
      connection.bodySink = sink
    case .refuse(let response):
      guard head.framing.hasBody else {
        connection.refusal = response
        return
      }
      // The body may or may not come; either way it is not read as a body.
      var response = response
      response.closesConnection = true
      connection.lingers = true
      answer(connection, response)
      return
    }
    guard head.framing.hasBody else { return }
    connection.throughput = ThroughputWindow(
      now: now, length: limits.rateWindow.microseconds, bytesPerSecond: limits.bytesPerSecond,
      total: limits.bodyDeadline.microseconds)
    if head.expectsContinue, connection.parser.pendingBytes == 0, fits(head, connection.parser.bodyLimit) {
      ResponseEncoder.encodeContinue(into: &connection.output)
    }
  }

  private func fits(_ head: RequestHead, _ limit: Int) -> Bool {
    if case .length(let length) = head.framing { length <= limit } else { true }
  }

  /// Bytes of the body have come.
  func take(_ connection: Connection, _ bytes: ArraySlice<UInt8>) {
    connection.bodyBytes += bytes.count
    connection.throughput?.add(bytes.count)
    guard let sink = connection.bodySink else {
      connection.body.append(contentsOf: bytes)
      return
    }
    do throws(HTTPFault) {
      try sink.write(bytes)
    } catch {
      fail(connection, error)
    }
  }

  /// A request is complete: asks the handler for the answer.
  func complete(_ connection: Connection) {
    guard let head = connection.head else { preconditionFailure("a message ended that had not begun") }
    connection.requests += 1
    if let refusal = connection.refusal {
      answer(connection, refusal)
      return
    }
    let request = HTTPRequest(head: head, body: connection.body, peer: connection.peer.address)
    let sink = freshSink(connection)
    let response: HTTPResponse?
    if let bodySink = connection.bodySink {
      connection.bodySink = nil
      do throws(HTTPFault) {
        try bodySink.finish()
      } catch {
        // The message was read to its end, so the connection may go on if the sink thinks so.
        var response = handler.faultResponse(error)
        response.closesConnection = error.closes
        answer(connection, response)
        return
      }
      response = handler.respond(to: request, streamedInto: bodySink, sink)
    } else {
      response = handler.respond(to: request, sink)
    }
    if let response {
      answer(connection, response)
    } else {
      connection.phase = .answering
      // The handler's copy is the one that counts: if it is dropped, the client hears of it.
      connection.responseSink = nil
    }
  }

  /// The sink for the present request: the last one again if nobody else has it.
  private func freshSink(_ connection: Connection) -> ResponseSink {
    if connection.responseSink?.isUnshared() == true, let sink = connection.responseSink { return sink }
    connection.responseSink?.retire()
    connection.deferral += 1
    let sink = ResponseSink { [mailbox, token = connection.token, deferral = connection.deferral] response in
      mailbox.post(.answer(response, token: token, deferral: deferral))
    }
    connection.responseSink = sink
    return sink
  }

  /// A request cannot be read or served: answers why, and closes.
  func fail(_ connection: Connection, _ fault: HTTPFault) {
    connection.bodySink?.abort()
    connection.bodySink = nil
    if connection.head == nil { connection.startedAt = now }
    var response = handler.faultResponse(fault)
    // Without its end the message cannot be told from the next.
    response.closesConnection = true
    connection.lingers = true
    answer(connection, response)
  }

  /// Appends an answer to the output; the caller sends it.
  func answer(_ connection: Connection, _ response: HTTPResponse) {
    let head = connection.head
    let keepsAlive =
      head?.keepsAlive == true && !response.closesConnection && drainDeadline == nil
      && connection.requests < limits.requestsPerConnection
    let before = connection.output.count
    ResponseEncoder.encode(
      response, to: head?.method, version: head?.version ?? .http11, keepsAlive: keepsAlive, date: date,
      into: &connection.output)
    if let observer {
      requestNumber += 1
      observer.finished(
        AccessRecord(
          id: UInt64(index) << 48 | requestNumber, head: head, peer: connection.peer.address, status: response.status,
          fields: response.fields, bytesIn: connection.bodyBytes, bytesOut: connection.output.count - before,
          microseconds: MonotonicClock.now() - connection.startedAt))
    }
    connection.clearRequest()
    connection.phase = keepsAlive ? .reading : .closing
    if !keepsAlive, connection.parser.pendingBytes > 0 { connection.lingers = true }
  }
}
