#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Collects the header lines of one part, up to the empty line, and reads those that matter.
struct MultipartHeadReader: Sendable {
    private let limits: MultipartLimits
    private var line: [UInt8] = []
    private var bytesCount = 0
    private var headersCount = 0
    private var disposition: [UInt8]?
    private var contentType: [UInt8]?
    private(set) var isComplete = false

    init(limits: MultipartLimits) {
        self.limits = limits
    }

    /// Takes the bytes up to the end of a line, or all when it goes on. Gives how many these were.
    mutating func take(_ bytes: UnsafeRawBufferPointer) throws(MultipartError) -> Int {
        let (count, isWhole) = Self.lineLength(bytes)
        guard count <= limits.headerBytesMax - bytesCount else { throw .headersTooLarge }
        bytesCount += count
        line.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        if isWhole {
            try takeLine()
            line.removeAll(keepingCapacity: true)
        }
        return count
    }

    /// Throws `nameMissing` and `malformedHeader`.
    func finished() throws(MultipartError) -> MultipartHead {
        guard let disposition else { throw .nameMissing }
        guard let parameters = HeaderParameters(disposition[...]) else { throw .malformedHeader }
        guard parameters.value == "form-data", let name = parameters.bytes("name"), !name.isEmpty else {
            throw .nameMissing
        }
        let plainFileName = parameters.bytes("filename").map(FormNameText.decoded)
        return MultipartHead(
            name: FormNameText.decoded(name),
            fileName: parameters.bytes("filename*").flatMap(ExtendedValue.decoded) ?? plainFileName,
            contentType: contentType.map { String(decoding: $0, as: UTF8.self) })
    }

    private mutating func takeLine() throws(MultipartError) {
        guard line.count >= 2, line[line.count - 2] == UInt8(ascii: "\r") else { throw .malformedHeader }
        let content = line.dropLast(2)
        if content.isEmpty {
            isComplete = true
            return
        }
        headersCount += 1
        guard headersCount <= limits.headersMax else { throw .headersTooLarge }
        // A blank at the start, where a folded line has it, is no token either.
        guard let colon = content.firstIndex(of: UInt8(ascii: ":")), colon > content.startIndex,
            content[..<colon].allSatisfy(HeaderText.isToken), content.allSatisfy(HeaderText.isText)
        else { throw .malformedHeader }
        try takeField(
            HeaderText.lowercased(content[..<colon]), HeaderText.trimmed(content[(colon + 1)...]))
    }

    private mutating func takeField(_ name: String, _ value: ArraySlice<UInt8>) throws(MultipartError) {
        switch name {
        case "content-disposition":
            guard disposition == nil else { throw .malformedHeader }
            disposition = Array(value)
        case "content-type":
            guard contentType == nil else { throw .malformedHeader }
            contentType = Array(value)
        case "content-transfer-encoding":
            guard ["binary", "8bit", "7bit"].contains(HeaderText.lowercased(value)) else {
                throw .encodingUnsupported
            }
        default:
            return
        }
    }

    /// The bytes up to the first LF, this included.
    private static func lineLength(_ bytes: UnsafeRawBufferPointer) -> (count: Int, isWhole: Bool) {
        guard let base = bytes.baseAddress, let found = memchr(base, 0x0a, bytes.count) else {
            return (bytes.count, false)
        }
        return (UnsafeRawPointer(found) - base + 1, true)
    }
}
