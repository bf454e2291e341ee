public import Formats
public import Licensing

extension JSONWriter {
  /// A change for scripts: every key is always there; what does not apply is `null`.
  public mutating func impactChange(_ change: ImpactChange, _ language: Language) {
    beginObject()
    member("change", change.code)
    member("contract", change.contract.number)
    key("customer")
    beginObject()
    member("id", change.contract.customer.id)
    member("name", change.contract.customer.name)
    endObject()
    switch change.event {
    case .starts(let day), .expires(let day), .terminated(let day): member("day", day.description)
    case .loses, .gains: member("day", nil as String?)
    }
    let release = change.release
    key("product")
    if let release {
      beginObject()
      member("id", release.product)
      member("name", release.productName)
      endObject()
    } else {
      null()
    }
    member("release", release?.release)
    key("before")
    standing(release?.before)
    key("after")
    standing(release?.after)
    member("upgradeTo", release?.upgradeTo)
    key("licences")
    optionalInt(release?.licences)
    member("message", change.message(language))
    endObject()
  }

  private mutating func standing(_ standing: ReleaseChange.Standing?) {
    guard let standing else { return null() }
    beginObject()
    member("code", standing.code.rawValue)
    member("position", standing.position)
    endObject()
  }
}
