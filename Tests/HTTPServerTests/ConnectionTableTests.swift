import Glibc
import HTTPCore
import Testing

@testable import HTTPServer

struct ConnectionTableTests {
  private func insert(_ table: inout ConnectionTable) -> Connection {
    table.insert { token in
      Connection(
        Descriptor(owning: dup(0)), token: token, peer: Peer("127.0.0.1"), limits: HTTPLimits(),
        budget: BufferBudget(limit: .max), isCounted: true)
    }
  }

  @Test func aTokenDoesNotFindTheNextInItsSlot() {
    var table = ConnectionTable()
    let first = insert(&table)
    #expect(table[first.token] === first)
    table.remove(first.token)
    #expect(table[first.token] == nil)
    let second = insert(&table)
    #expect(second.token & 0xFFFF_FFFF == first.token & 0xFFFF_FFFF)
    #expect(table[first.token] == nil)
    table.remove(first.token)
    #expect(table[second.token] === second)
    #expect(table.count == 1)
  }

  @Test func theLoopsOwnTokensFindNothing() {
    let table = ConnectionTable()
    for token in [
      EventLoop.Token.listener(0), EventLoop.Token.resumption, EventLoop.Token.mailbox, EventLoop.Token.drain,
    ] {
      #expect(table[token] == nil)
    }
  }
}
