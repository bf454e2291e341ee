import Licensing
import Testing

@testable import LicenceRegistry
@testable import SQLiteStore

/// When trouble with writing lasts.
@Suite struct WriteTroubleTests {
  private static func error(_ code: Int32) -> SQLiteError { SQLiteError(code: code, message: "") }
  private static func time(_ seconds: Int64) -> UTCInstant { UTCInstant(seconds: 1_772_200_000 + seconds) }

  @Test func `Others may have the file for a minute from when somebody asks first`() throws {
    var trouble = try #require(WriteTrouble(Self.error(5), after: nil))
    #expect(trouble.reason == .locked)
    let early = [0, 59].map { trouble.isLasting(at: Self.time($0)) }
    // Another write that fails does not begin anew.
    var next = try #require(WriteTrouble(Self.error(5), after: trouble))
    let late = [59, 60].map { next.isLasting(at: Self.time($0)) }
    #expect(early == [false, false] && late == [false, true])
  }

  @Test(arguments: [(8, WriteTrouble.Reason.readOnly), (13, .full), (10, .failed)] as [(Int32, WriteTrouble.Reason)])
  func `Other trouble lasts at once`(_ code: Int32, _ reason: WriteTrouble.Reason) throws {
    var trouble = try #require(WriteTrouble(Self.error(code), after: nil))
    let isLasting = trouble.isLasting(at: Self.time(0))
    #expect(isLasting && trouble.reason == reason)
  }

  @Test func `What is wrong with one write is no trouble`() {
    #expect(WriteTrouble(Self.error(19), after: nil) == nil)
  }
}
