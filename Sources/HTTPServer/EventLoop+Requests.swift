import HTTPCore

extension EventLoop {
  /// A head is complete: asks the handler about the body.
  func begin(_ connection: Connection, _ head: consuming RequestHead) {
    (connection.method, connection.version, connection.keepsAlive) = (head.method, head.version, head.keepsAlive)
    let given = RequestID.given(in: head.fields).flatMap { handler.takes(requestID: $0) ? $0 : nil }
    let requestID = given ?? requestIDs.next()
    connection.requestID = requestID
    connection.startedAt = observer == nil ? now : MonotonicClock.now()
    connection.route = handler.route(of: head)
    let disposition = budget.isExceeded ? nil : disposition(of: head, connection, requestID)
    let (framing, expectsContinue) = (head.framing, head.expectsContinue)
    connection.head = consume head
    switch disposition {
    case nil:
      refuse(connection, framing, faultResponse(connection, .overloaded, to: connection.head))
    case .collect(let limit):
      connection.parser.bodyLimit = limit
      if case .length(let length) = framing, length <= limit {
        // A length is only a claim, so no more than this is set aside for it.
        connection.body.reserveCapacity(min(length, 64 * 1024))
      }
    case .stream(let sink, let limit):
      connection.parser.bodyLimit = limit
      connection.bodyFeed = feed(connection, sink)
    case .refuse(let response):
      refuse(connection, framing, response)
    }
    guard framing.hasBody, connection.phase == .reading else { return }
    connection.throughput = bodyWindow
    if expectsContinue, connection.parser.pendingBytes == 0, fits(framing, connection.parser.bodyLimit) {
      ResponseEncoder.encodeContinue(into: &connection.output)
    }
  }

  /// What the handler wants done with the body.
  private func disposition(
    of head: RequestHead, _ connection: Connection, _ requestID: String
  ) -> BodyDisposition {
    do {
      return try handler.disposition(
        of: head, from: proxies.origin(of: head, from: connection.peer.address), requestID: requestID)
    } catch {
      return .refuse(failureResponse(connection, error, to: head))
    }
  }

  /// Answers without reading the body.
  private func refuse(_ connection: Connection, _ framing: BodyFraming, _ response: HTTPResponse) {
    guard framing.hasBody else {
      connection.refusal = response
      return
    }
    // The body may or may not come; either way it is not read as a body.
    var response = response
    response.closesConnection = true
    connection.lingers = true
    answer(connection, response)
  }

  private func fits(_ framing: BodyFraming, _ limit: Int) -> Bool {
    if case .length(let length) = framing { length <= limit } else { true }
  }

  /// Bytes of the body have come.
  func take(_ connection: Connection, _ bytes: ArraySlice<UInt8>) {
    connection.bodyBytes += bytes.count
    connection.throughput?.add(bytes.count)
    guard !budget.isExceeded else { return fail(connection, .overloaded) }
    if connection.bodyFeed == nil {
      connection.body.append(contentsOf: bytes)
      connection.holdBody(connection.body.count)
    } else {
      stream(connection, bytes)
    }
  }

  /// A request is complete: asks the handler for the answer.
  func complete(_ connection: Connection) {
    connection.requests += 1
    if let refusal = connection.refusal {
      answer(connection, refusal)
    } else if let feed = connection.bodyFeed {
      connection.phase = .storing
      feed.finish()
    } else {
      respond(connection) { try handler.respond(to: $0, $1) }
    }
  }

  /// Asks the handler for the answer to the present request.
  func respond(_ connection: Connection, _ ask: (HTTPRequest, ResponseSink) throws -> HTTPResponse?) {
    guard let head = connection.head.take() else { preconditionFailure("a message ended that had not begun") }
    let address = connection.peer.address
    let request = HTTPRequest(
      head: head, body: connection.body, from: address,
      as: proxies.isEmpty ? nil : proxies.origin(of: head, from: address), id: connection.requestID ?? "")
    do {
      if let response = try ask(request, freshSink(connection)) {
        answer(connection, response)
      } else {
        connection.phase = .answering
        connection.head = request.head
        // The handler's copy is the one that counts: if it is dropped, the client hears of it.
        connection.responseSink = nil
      }
    } catch {
      answer(connection, failureResponse(connection, error, to: request.head))
    }
  }

  /// The sink for the present request: the last one again if nobody else has it.
  private func freshSink(_ connection: Connection) -> ResponseSink {
    if connection.responseSink?.isUnshared() == true, let sink = connection.responseSink { return sink }
    connection.responseSink?.retire()
    connection.deferral += 1
    let sink = ResponseSink(route, token: connection.token, deferral: connection.deferral)
    connection.responseSink = sink
    return sink
  }

  /// A request cannot be read or served: answers why, and closes.
  func fail(_ connection: Connection, _ fault: HTTPFault) {
    connection.bodyFeed?.abort()
    connection.bodyFeed = nil
    if connection.method == nil { connection.startedAt = now }
    var response = faultResponse(connection, fault, to: connection.head)
    // Without its end the message cannot be told from the next.
    response.closesConnection = true
    connection.lingers = true
    answer(connection, response)
  }

  /// What a fault is answered with.
  func faultResponse(_ connection: Connection, _ fault: HTTPFault, to head: RequestHead?) -> HTTPResponse {
    connection.fault = fault.kind
    var response = handler.faultResponse(fault, to: head)
    if fault.status == .serviceUnavailable, !response.fields.contains("retry-after") {
      response.fields.append("retry-after", String(limits.retryAfterSeconds))
    }
    return response
  }

  /// What an error of the handler is answered with; one that is no fault of the request's is told to the observer, and
  /// the client learns no more than the id under which it is found.
  func failureResponse(_ connection: Connection, _ error: any Error, to head: RequestHead?) -> HTTPResponse {
    if let fault = error as? HTTPFault, fault.kind != .unanswered {
      var response = faultResponse(connection, fault, to: head)
      response.closesConnection = fault.closes
      return response
    }
    if let method = connection.method {
      observer?.failed(
        HandlerFailure(
          requestID: connection.requestID ?? "", method: method, route: connection.route,
          text: (error as? HTTPFault)?.detail ?? "\(error)"))
    }
    return faultResponse(connection, (error as? HTTPFault) ?? .handlerFailed, to: head)
  }

  /// Appends an answer to the output; the caller sends it.
  func answer(_ connection: Connection, _ response: HTTPResponse) {
    let requestID = connection.requestID ?? requestIDs.next()
    let keepsAlive =
      connection.keepsAlive && !response.closesConnection && drainDeadline == nil
      && connection.requests < limits.requestsPerConnection
    let bytesOut = encoder.encode(
      response, to: connection.method, version: connection.version, keepsAlive: keepsAlive, requestID: requestID,
      into: &connection.output)
    observer?.finished(
      AccessRecord(
        requestID: requestID, method: connection.method, route: connection.route, status: response.status,
        fault: connection.fault, bytesIn: connection.bodyBytes, bytesOut: bytesOut,
        microseconds: MonotonicClock.now() - connection.startedAt))
    connection.clearRequest()
    connection.phase = keepsAlive ? .reading : .closing
    if !keepsAlive, connection.parser.pendingBytes > 0 { connection.lingers = true }
  }
}
