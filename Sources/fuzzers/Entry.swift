#if FUZZ_HTTP || FUZZ_JSON5 || FUZZ_CSV
  /// Called by libFuzzer with bytes of its own making, which are its own for the length of the call.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    #if FUZZ_HTTP
      ParserLaws.check(bytes)
    #elseif FUZZ_JSON5
      JSON5Laws.check(bytes)
    #else
      CSVLaws.check(bytes)
    #endif
    return 0
  }
#else
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// Reads the files that are named and checks all laws on each: how a finding of the fuzzer is tried again.
  ///
  /// The laws hold of any bytes, so a finding in one format is a good input for the others.
  @main
  enum Replay {
    static func main() {
      for path in CommandLine.arguments.dropFirst() {
        guard let file = unsafe fopen(path, "r") else {
          print("\(path): cannot be read")
          exit(1)
        }
        var bytes: [UInt8] = []
        while case let byte = unsafe getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        unsafe fclose(file)
        ParserLaws.check(bytes)
        JSON5Laws.check(bytes)
        CSVLaws.check(bytes)
      }
      print("\(CommandLine.argc - 1) files keep the laws")
    }
  }
#endif
