import LicenceRegistry
import Licensing
import Testing

/// Codes that people type where they do not belong.
@Suite struct CodeMaskTests {
  private let bench: ResendBench

  init() throws {
    bench = try ResendBench()
    let licence = #"{ licences: [{ code: "AB_12.345", contract: "GA-1", product: "d", release: "2026" }] }"#
    _ = try bench.bench.plan(json5: licence).apply(at: bench.now, actor: "test")
  }

  @Test(arguments: [
    ("0421-7F3K-99QX-C3D4", "••••C3D4"), ("T-7 0421 7f3k 99qx a1b2", "T-7 ••••A1B2"),
    ("T-7/04217F3K99QXA1B2, lost", "T-7/••••A1B2, lost"), ("(0421‑7F3K‑99QX‑E5F6)", "(••••E5F6)"),
    ("T-1-0421-7F3K-99QX-A1B2-x", "T-1-••••A1B2-x"), ("0421 7F3K 99QX A1B2 0421 7F3K 99QX C3D4", "••••A1B2 ••••C3D4"),
    ("0 4 2 1 7 F 3 K 9 9 Q X A 1 B 2", "••••A1B2"), ("x, 0421\u{200B}7F3K99QXA1B2", "x, ••••A1B2"),
    ("０４２１－７Ｆ３Ｋ－９９ＱＸ－Ａ１Ｂ２", "••••A1B2"),
    // With other signs between, or in one word with something else.
    ("0421.7F3K.99QX.A1B2", "••••A1B2"), ("0421/7F3K/99QX/A1B2", "••••A1B2"),

    ("T-7: 0421_7f3k_99qx_a1b2.", "T-7: ••••A1B2."),
    ("x0421-7F3K-99QX-A1B2y", "x••••A1B2y"), ("licence04217F3K99QXA1B2", "licence••••A1B2"),
    ("é0421.7F3K.99QX.A1B2", "é••••A1B2"),
    ("AB_12.345", "••••.345"), ("see _AB_12.345_", "see _••••.345_"),
    // Not codes of this registry.
    ("2025.0.2", "2025.0.2"), ("26.0.4.409", "26.0.4.409"), ("10421-7F3K-99QX-A1B2", "10421-7F3K-99QX-A1B2"),
    ("0421-7F3K-99QX-A1B23", "0421-7F3K-99QX-A1B23"),
    ("T-48213", "T-48213"), ("0421-7F3K-99QX", "0421-7F3K-99QX"),
    ("é 🙂 O421-7F3K-99QX-A1B2", "é 🙂 O421-7F3K-99QX-A1B2"),
  ])
  func `A code in a ticket or a note is hidden before it is kept`(_ typed: String, _ kept: String) throws {
    var request = ResendBench.reviewed
    request.ticket = typed
    let resend = try bench.ask(request)
    #expect(resend.ticket == kept)
    let decided = try bench.registry.act(
      .reject, onResend: resend.id, note: typed, actor: "token:boss/tok_2", now: bench.now)
    #expect(decided.note == kept)
    #expect(try bench.registry.makeReader().resend(id: resend.id) == decided)
    let details = try bench.registry.makeReader().events(subject: "resends/\(resend.id)").compactMap(\.details)
    #expect(details.contains { $0.contains(kept) })
  }
}
