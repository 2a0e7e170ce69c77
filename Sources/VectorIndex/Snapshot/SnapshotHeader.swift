import CVectorKernels

/// The first page of a snapshot file, little-endian. Segments follow as the blocks they are in memory; all but the last
/// are full, and the digest of their bytes is in the header, which has a digest of its own.
struct SnapshotHeader: Equatable {
    var segmentRows = 0
    var segmentCount = 0
    var lastCapacity = 0
    var titles = 0
    var bodyBytes = 0
    var bodyDigest: UInt64 = 0
    var expectation: SnapshotExpectation
    var revision: Int64

    static let sizeBytes = 4096
    /// Changes with the format or with the layout of a block.
    static let version: UInt32 = 1
    private static let magic: [UInt8] = Array("KTVECIDX".utf8)

    private enum Offset {
        static let version = 8
        static let dimension = 12
        static let segmentRows = 16
        static let segmentCount = 20
        static let titles = 24
        static let revision = 32
        static let weights = 40
        static let bodyBytes = 56
        static let bodyDigest = 64
        static let headerDigest = 72
        static let lastCapacity = 80
        static let modelBytes = 84
        static let model = 88
    }

    /// Rows of one segment: all but the last are full.
    func rows(of segment: Int) -> Int {
        segment < segmentCount - 1 ? segmentRows : titles - (segmentCount - 1) * segmentRows
    }

    func capacity(of segment: Int) -> Int {
        segment < segmentCount - 1 ? segmentRows : lastCapacity
    }

    var encoded: [UInt8] {
        var page = [UInt8](repeating: 0, count: Self.sizeBytes)
        let model = Array(expectation.model.utf8)
        page.replaceSubrange(0..<Self.magic.count, with: Self.magic)
        page.replaceSubrange(Offset.model..<(Offset.model + model.count), with: model)
        page.withUnsafeMutableBytes { bytes in
            func store(_ value: some FixedWidthInteger, _ offset: Int) {
                withUnsafeBytes(of: value.littleEndian) { raw in
                    UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]).copyMemory(from: raw)
                }
            }
            store(Self.version, Offset.version)
            store(UInt32(expectation.dimension), Offset.dimension)
            store(UInt32(segmentRows), Offset.segmentRows)
            store(UInt32(segmentCount), Offset.segmentCount)
            store(UInt64(titles), Offset.titles)
            store(revision, Offset.revision)
            for (place, weight) in expectation.weights.values.enumerated() {
                store(weight.bitPattern, Offset.weights + 4 * place)
            }
            store(UInt64(bodyBytes), Offset.bodyBytes)
            store(bodyDigest, Offset.bodyDigest)
            store(UInt32(lastCapacity), Offset.lastCapacity)
            store(UInt32(model.count), Offset.modelBytes)
            store(Self.digest(of: UnsafeRawBufferPointer(bytes)), Offset.headerDigest)
        }
        return page
    }

    init(expectation: SnapshotExpectation, revision: Int64) {
        self.expectation = expectation
        self.revision = revision
    }

    /// Reads the first page of a file; `.notASnapshot`, `.otherVersion`, `.cut` or `.damaged` when it is not good.
    init(_ file: UnsafeRawBufferPointer) throws(VectorIndexError) {
        guard file.count >= Self.magic.count, file.prefix(Self.magic.count).elementsEqual(Self.magic) else {
            throw .snapshot(.notASnapshot)
        }
        guard file.count >= Self.sizeBytes else { throw .snapshot(.cut) }
        func load<Value: FixedWidthInteger>(_ offset: Int) -> Value {
            Value(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: Value.self))
        }
        let version: UInt32 = load(Offset.version)
        guard version == Self.version else { throw .snapshot(.otherVersion(Int(version))) }
        let found: UInt64 = load(Offset.headerDigest)
        var page = Array(file.prefix(Self.sizeBytes))
        page.replaceSubrange(Offset.headerDigest..<(Offset.headerDigest + 8), with: repeatElement(0, count: 8))
        guard page.withUnsafeBytes({ Self.digest(of: $0) }) == found else { throw .snapshot(.damaged) }
        let modelBytes = Int(load(Offset.modelBytes) as UInt32)
        let (titles, bodyBytes): (UInt64, UInt64) = (load(Offset.titles), load(Offset.bodyBytes))
        guard modelBytes <= VectorIndexLimits.modelNameBytesMax, titles <= VectorIndexLimits.rowsMax,
            bodyBytes <= UInt64(file.count)
        else { throw .snapshot(bodyBytes > UInt64(file.count) ? .cut : .damaged) }
        let weights = (0..<4).map { Float(bitPattern: load(Offset.weights + 4 * $0)) }
        expectation = SnapshotExpectation(
            model: String(decoding: page[Offset.model..<(Offset.model + modelBytes)], as: UTF8.self),
            dimension: Int(load(Offset.dimension) as UInt32),
            weights: FacetWeights(plot: weights[0], mood: weights[1], themes: weights[2], genre: weights[3]),
        )
        revision = load(Offset.revision)
        segmentRows = Int(load(Offset.segmentRows) as UInt32)
        segmentCount = Int(load(Offset.segmentCount) as UInt32)
        lastCapacity = Int(load(Offset.lastCapacity) as UInt32)
        self.titles = Int(titles)
        self.bodyBytes = Int(bodyBytes)
        bodyDigest = load(Offset.bodyDigest)
    }

    private static func digest(of bytes: UnsafeRawBufferPointer) -> UInt64 {
        var digest = cvk_digest()
        cvk_digest_begin(&digest)
        cvk_digest_add(&digest, bytes.baseAddress, bytes.count)
        return cvk_digest_end(&digest)
    }
}
