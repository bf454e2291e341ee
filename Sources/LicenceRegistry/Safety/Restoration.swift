/// What putting a backup in place came to.
public struct Restoration: Sendable, Hashable {
  /// Where the registry that was there is kept; `nil` if there was none.
  public var kept: String?
  /// How many people whom that registry had forgotten were erased from what was restored.
  public var erasedAgain = 0
  /// How many people it had forgotten who can't be known again: an older version kept no digest of their addresses.
  public var unknownErasures = 0
  /// Whether there was a registry that could tell of them.
  public var knowsErasures = false
  /// Of how many mails that wait in the backup the end was taken over: they are not sent again.
  public var mailsEnded = 0
  /// How many mails wait in what was restored, although they may have been sent since the backup: there was no registry
  /// to tell.
  public var mailsInDoubt = 0
  /// When the last event of the backup was; nothing if it has none.
  public var backedUpAt: String?
}
