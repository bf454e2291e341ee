import Foundation

/// A file of `fixtures/data`, decoded.
func fixture<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
  let tests = URL(filePath: #filePath).deletingLastPathComponent()
  let file = tests.appending(path: "../../fixtures/data/\(name)").standardizedFileURL
  return try JSONDecoder().decode(type, from: Data(contentsOf: file))
}
