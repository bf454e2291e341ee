import Catalogue
import Formats
import Licensing

/// A JSON5 file of an export: arrays of records, one kind after the other; goes on in another file when it is large.
final class JSON5Export {
  /// How many bytes a file may have before another is begun: readers take 64 MiB.
  private static let largest = 32 << 20

  private let folder: ExportFolder
  private let name: String
  private var output: ExportFolder.Output
  private var number = 1
  private var kind: RecordKind?
  private var advisories: [[UInt8]] = []
  private var writer = JSONWriter(pretty: true)

  init(_ folder: ExportFolder, name: String) throws {
    self.folder = folder
    self.name = name
    output = try folder.output("\(name).json5")
    try output.put(Array("{".utf8))
  }

  /// Adds a record with its parts; records of one kind come one after the other, but for advisories.
  func add(_ record: Record, _ parts: [RecordKind: [Record]]) throws {
    writer.reset()
    try CatalogueText.write(record, parts: parts, to: &writer)
    // Advisories by themselves come with the products, between other arrays: they wait for their own.
    if record.kind == .advisory { return advisories.append(writer.bytes) }
    try put(writer.bytes, record.kind)
  }

  /// Ends the file.
  func close() throws {
    for element in advisories { try put(element, .advisory) }
    advisories = []
    try end()
  }

  private func put(_ element: [UInt8], _ next: RecordKind) throws {
    if output.size > JSON5Export.largest {
      try end()
      number += 1
      output = try folder.output("\(name)-\(number).json5")
      try output.put(Array("{".utf8))
      kind = nil
    }
    var bytes: [UInt8] = []
    if kind == next {
      bytes += Array(",\n".utf8)
    } else {
      bytes += Array((kind == nil ? "\n" : "\n  ],\n").utf8)
      bytes += Array("  \"\(next.rawValue)\": [\n".utf8)
      kind = next
    }
    bytes += Array("    ".utf8)
    for byte in element {
      bytes.append(byte)
      if byte == 0x0A { bytes += Array("    ".utf8) }
    }
    try output.put(bytes)
  }

  private func end() throws {
    try output.put(Array((kind == nil ? "}\n" : "\n  ]\n}\n").utf8))
    try output.close()
  }
}
