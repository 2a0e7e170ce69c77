import Testing

@testable import LocalMedia

/// Whole folders, each with everything that is to be understood.
@Suite("Folders of a library")
struct TreeCorpusTests {
    @Test(arguments: CorpusFile("trees").blocks)
    func folderIsUnderstood(_ block: CorpusFile.Block) throws {
        let kind = try #require(LibraryKind(rawValue: block.kind))
        #expect(Readings.lines(Readings.read(block.paths, kind: kind)) == block.expected)
    }

    /// Walks through folders return their entries in any order.
    @Test(arguments: CorpusFile("trees").blocks)
    func orderOfFilesDoesNotMatter(_ block: CorpusFile.Block) throws {
        let kind = try #require(LibraryKind(rawValue: block.kind))
        var numbers = SeededNumbers(seed: 7)
        let shuffled = block.paths.shuffled(using: &numbers)
        #expect(Readings.read(shuffled, kind: kind) == Readings.read(block.paths, kind: kind))
    }

    @Test func thereAreBlocks() {
        let blocks = CorpusFile("trees").blocks
        #expect(blocks.count > 90)
        #expect(blocks.allSatisfy { !$0.paths.isEmpty && !$0.expected.isEmpty })
    }
}
