#if FUZZING
  /// Called by libFuzzer with bytes of its own making, which are its own for the length of the call.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    ParserLaws.check(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
#else
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// Reads the files that are named and checks the laws on each: how a finding of the fuzzer is tried again.
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
      }
      print("\(CommandLine.argc - 1) files keep the laws")
    }
  }
#endif
