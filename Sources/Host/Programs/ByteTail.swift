/// The last bytes of a stream that may be endless.
struct ByteTail: Sendable {
    private let limit: Int
    private var bytes: [UInt8] = []

    init(limit: Int) {
        self.limit = limit
    }

    mutating func add(_ more: some Collection<UInt8>) {
        bytes.append(contentsOf: more.suffix(limit))
        // Cut only when twice as long, so that each byte is moved once.
        if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
    }

    /// Begins with a whole character when the stream was UTF-8 and its beginning is gone.
    var text: String {
        let tail = bytes.suffix(limit)
        let isCut = tail.count < bytes.count || tail.count == limit
        return String(decoding: isCut ? tail.drop { $0 & 0xc0 == 0x80 } : tail, as: UTF8.self)
    }
}
