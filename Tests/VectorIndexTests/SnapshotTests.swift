import Foundation
import Testing

@testable import VectorIndex

@Suite("Snapshots of the vector index")
struct SnapshotTests {
    private let reference = ReferenceIndex.clustered(300, dimension: 20, seed: 31)
    private let expectation = SnapshotExpectation(model: "modèle", dimension: 20)
    private let query = [Float](repeating: 1, count: 20)

    private func written(_ index: FacetIndex? = nil) throws -> SnapshotFile {
        let file = SnapshotFile()
        let index = try index ?? reference.index(segmentRows: 64)
        try index.write(to: file.path, stamp: SnapshotStamp(model: "modèle", revision: 42))
        return file
    }

    private func problem(_ file: SnapshotFile, _ expectation: SnapshotExpectation? = nil) -> SnapshotProblem? {
        do {
            _ = try FacetIndex.open(path: file.path, expecting: expectation ?? self.expectation)
            return nil
        } catch {
            guard case .snapshot(let problem) = error else { return nil }
            return problem
        }
    }

    @Test("An opened snapshot gives the same answers, from the file's own bytes")
    func roundTrip() throws {
        let index = try reference.index(segmentRows: 64)
        try index.apply([.remove(key: 1), .put(key: 4, facets: [query, nil, nil, nil])])
        let file = try written(index)
        let opened = try FacetIndex.open(path: file.path, expecting: expectation)
        #expect(opened.stamp == SnapshotStamp(model: "modèle", revision: 42))
        #expect(try opened.index.search(query, count: 299) == index.search(query, count: 299))
        #expect(try opened.index.similar(to: 4, facets: .all, count: 9) == index.similar(to: 4, facets: .all, count: 9))
        #expect(opened.index.facets(of: 7) == index.facets(of: 7))
        let memory = opened.index.memory
        #expect(memory.titles == 299 && memory.deadRows == 0 && memory.heapBytes == 0)
        #expect(memory.mappedBytes == (try file.bytes.count) - 4096)
        #expect(try file.names == ["index.vectors"])
    }

    @Test("Changes after opening go to memory and leave the file alone")
    func changesAfterOpening() throws {
        let file = try written()
        let before = try file.bytes
        let index = try FacetIndex.open(path: file.path, expecting: expectation).index
        try index.apply([.put(key: 5, facets: [query, query, query, query]), .remove(key: 4)])
        #expect(try index.search(query, count: 1).keys == [5])
        #expect(index.memory.heapBytes > 0 && index.count == 300)
        #expect(try file.bytes == before)
        try index.write(to: file.path, stamp: SnapshotStamp(model: "modèle", revision: 43))
        let again = try FacetIndex.open(path: file.path, expecting: expectation)
        #expect(again.stamp.revision == 43)
        #expect(try again.index.search(query, count: 50) == index.search(query, count: 50))
    }

    @Test("An empty index has a snapshot too")
    func emptySnapshot() throws {
        let file = try written(FacetIndex(dimension: 20))
        #expect(try FacetIndex.open(path: file.path, expecting: expectation).index.count == 0)
    }

    @Test("A flipped bit is noticed wherever it is")
    func flippedBits() throws {
        let file = try written()
        let whole = try file.bytes
        var numbers = SeededNumbers(seed: 32)
        let places = [16, 24, 56, 64, 72, 88, 4095, 4096, whole.count - 1]
        let drawn = (0..<60).map { _ in Int.random(in: 12..<whole.count, using: &numbers) }
        for place in places + drawn {
            var bytes = whole
            bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &numbers)
            try file.replace(bytes)
            #expect(problem(file) == .damaged, "byte \(place)")
        }
    }

    @Test("A file that is too short or too long is noticed")
    func cutFiles() throws {
        let file = try written()
        let whole = try file.bytes
        for size in [whole.count - 1, whole.count / 2, 4097, 4096, 4095, 8] {
            try file.replace(whole.prefix(size))
            #expect(problem(file) == .cut, "\(size) bytes")
        }
        try file.replace(whole + Data([0]))
        #expect(problem(file) == .cut)
        for size in [0, 7] {
            try file.replace(whole.prefix(size))
            #expect(problem(file) == .notASnapshot)
        }
        try file.replace(Data("something else, longer than eight bytes".utf8))
        #expect(problem(file) == .notASnapshot)
    }

    @Test("A snapshot of another model, dimension, weighting or format is told apart")
    func otherOrigins() throws {
        let file = try written()
        #expect(problem(file, SnapshotExpectation(model: "x", dimension: 20)) == .otherModel("modèle"))
        #expect(problem(file, SnapshotExpectation(model: "modèle", dimension: 21)) == .otherDimension(20))
        let weights = FacetWeights(plot: 1, mood: 1, themes: 1, genre: 1)
        #expect(
            problem(file, SnapshotExpectation(model: "modèle", dimension: 20, weights: weights)) == .otherWeights)
        var bytes = try file.bytes
        bytes[8] = 99
        try file.replace(bytes)
        #expect(problem(file) == .otherVersion(99))
    }

    @Test("A missing file, a folder, and a place where nothing can be written")
    func places() throws {
        let file = SnapshotFile()
        #expect(problem(file) == .missing)
        try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: true)
        #expect(problem(file) == .notASnapshot)
        let stamp = SnapshotStamp(model: "m", revision: 1)
        #expect(throws: VectorIndexError.snapshot(.unwritable(errno: ENOENT))) {
            try reference.index().write(to: file.folder + "/none/index", stamp: stamp)
        }
        #expect(throws: VectorIndexError.self) { try reference.index().write(to: file.path, stamp: stamp) }
        #expect(try file.names == ["index.vectors"])
        let long = SnapshotStamp(model: String(repeating: "m", count: 513), revision: 1)
        #expect(throws: VectorIndexError.snapshot(.stampTooLong)) {
            try reference.index().write(to: file.folder + "/index", stamp: long)
        }
    }
}
