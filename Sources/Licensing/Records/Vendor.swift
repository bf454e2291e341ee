/// Who publishes a product; decides where an incident is escalated to (policy: "escalade aux niveaux supérieurs").
public struct Vendor: Sendable, Hashable {
  /// The vendor's id, such as `graitec`.
  public var id: String
  /// The name that people know.
  public var name: String
  /// Who takes an incident on escalation, such as `R&D GRAITEC`.
  public var team: String
  /// What comes of an escalation.
  public var outcome: LocalizedText

  /// Makes a vendor.
  public init(id: String, name: String, team: String, outcome: LocalizedText) {
    self.id = id
    self.name = name
    self.team = team
    self.outcome = outcome
  }
}
