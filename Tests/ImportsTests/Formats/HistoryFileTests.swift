import Basics
import Domain
import Testing

@testable import Imports

/// Files are known by their content, whatever they are called.
@Suite("Recognising files")
struct HistoryFileTests {
    private static let prime = """
        "Date Watched","Type","Title","Episode Title","Global Title Identifier","Image URL"
        "2025-09-28 02:00:24.173","Movie","Alien (4K UHD)","","amzn1.dv.gti.1",""
        "2025-09-27 02:00:24.173","Series","Dark - Season 1","Episode 1","amzn1.dv.gti.2",""
        """
    private static let primeJSON = """
        [{"dateWatched":1727488824173,"type":"Movie","title":"Alien","id":"amzn1.dv.gti.1","imageUrl":""}]
        """
    private static let netflix = "Title,Date\nRoma,2024-01-02\n"

    @Test func aPrimeHistoryIsRecognisedInAllItsForms() throws {
        #expect(try HistoryFixture.read(Self.prime).source == .amazonPrime)
        #expect(try HistoryFixture.read(Self.primeJSON).source == .amazonPrime)
        #expect(try HistoryFixture.read(Self.prime) { $0.fileName = "NetflixViewingHistory.csv" }.films.count == 1)
    }

    @Test func amazonsArchiveOfPersonalDataIsRead() throws {
        let viewings = """
            Is Deleted,Material Type Description,Playback Start Datetime (UTC),Seconds Viewed,Title
            No,Feature,2024-01-15T12:00:00Z,6000,Alien
            """
        let history = try HistoryFixture.read(archive: [
            ("Your Prime Video Library & Purchases/Purchases and Rentals.csv", "Type,Title\nMovie,Bought\n"),
            ("Your Prime Video Viewing Activity/Search History.csv", "Query\nalien\n"),
            ("Your Prime Video Viewing Activity/Viewing History.csv", viewings),
        ])
        #expect(history.source == .amazonPrime)
        #expect(history.films.map(\.title) == ["Alien"])
        #expect(history.films.first?.days == ["2024-01-15"])
    }

    @Test func otherServicesFilesAreNamedWhereOneIsAskedFor() throws {
        #expect(throws: HistoryFileError.otherSource(.netflix)) {
            try HistoryFixture.read(Self.netflix) { $0.only = [.amazonPrime] }
        }
        #expect(try HistoryFixture.read(Self.netflix) { $0.only = [.amazonPrime, .netflix] }.source == .netflix)
    }

    @Test func ofAnArchiveOfSeveralServicesTheOneAskedForIsRead() throws {
        let members = [("NetflixViewingHistory.csv", Self.netflix), ("watch-history-export-1.csv", Self.prime)]
        #expect(try HistoryFixture.read(archive: members).source == .netflix)
        #expect(try HistoryFixture.read(archive: members) { $0.only = [.amazonPrime] }.source == .amazonPrime)
    }

    @Test func tablesFromASpreadsheetAreRecognised() throws {
        #expect(try HistoryFixture.read("Title;Date\nRoma;2024-01-02\n").films.first?.days == ["2024-01-02"])
        let utf16: [UInt8] = Self.netflix.utf16.reduce(into: [0xFF, 0xFE]) { $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)] }
        #expect(try HistoryFile.read(utf16, HistoryFixture.options()).films.map(\.title) == ["Roma"])
        #expect(try HistoryFixture.read("\u{FEFF}" + Self.netflix).films.map(\.title) == ["Roma"])
    }

    @Test(arguments: [
        "", " \n\n", "Title,Date\n", "Const,Title Type\n", "[]", "{}", "[{\"a\":1}]", "[{", "{\"movie\":{}}",
        "<!DOCTYPE html><title>x</title>\n<p>", "%PDF-1.7\u{1}\n1", "PNG\0\0,x\n1,2", "1,2\n3,4",
    ])
    func whatIsNoHistoryIsUnreadable(_ text: String) {
        #expect(throws: HistoryFileError.unreadable) { try HistoryFixture.read(text) }
    }

    @Test func filesWithoutAFilmSaySo() {
        #expect(throws: HistoryFileError.noFilms) {
            try HistoryFixture.read("Title,Date\nDark: Season 1: Lies,1/2/24\n")
        }
        #expect(throws: HistoryFileError.noFilms) { try HistoryFixture.read("Title,Date\n,1/2/24\n") }
    }

    @Test func archivesWithoutAKnownMemberAreUnreadable() throws {
        #expect(throws: HistoryFileError.unreadable) { try HistoryFixture.read(archive: []) }
        #expect(throws: HistoryFileError.unreadable) { try HistoryFixture.read(archive: [("xl/workbook.xml", "<a>")]) }
        // What is packed inside of an archive once more stays unread.
        let inner = String(decoding: Self.netflix.utf8, as: UTF8.self)
        let nested = try HistoryFixture.archive([("NetflixViewingHistory.csv", inner)])
        let writer = try ZIPWriter(at: .init(milliseconds: 0))
        try writer.add(name: "netflix.zip", bytes: nested)
        try writer.add(name: "diary.csv", bytes: nested)
        let outer = try writer.finish()
        #expect(throws: HistoryFileError.unreadable) { try HistoryFile.read(outer, HistoryFixture.options()) }
    }

    @Test func damagedArchivesSayWhatIsWrong() throws {
        var member = ArchiveBuilder.Member("diary.csv", "Date,Name")
        member.checksum = 7
        let damaged = try ArchiveBuilder([member]).bytes()
        #expect(throws: HistoryFileError.archive(.damaged)) { try HistoryFile.read(damaged, HistoryFixture.options()) }
        member.flags = 1
        let encrypted = try ArchiveBuilder([member]).bytes()
        #expect(throws: HistoryFileError.archive(.encrypted)) {
            try HistoryFile.read(encrypted, HistoryFixture.options())
        }
    }

    @Test func zeroBytesInATitleDoNotDisturb() throws {
        #expect(try HistoryFixture.read("Title,Date\nRo\0ma,2024-01-02\n").films.map(\.title) == ["Roma"])
    }

    @Test func archivesOfTooManyMembersAreRefused() throws {
        let members = (0...ImportsLimits.archiveMembersRead).map { ("watched-history-\($0).json", "[]") }
        #expect(throws: HistoryFileError.archive(.tooManyEntries)) { try HistoryFixture.read(archive: members) }
    }

    /// Small lists take far more memory than their text, and many of them as much as one large.
    @Test func listsWithoutEndAreRefused() throws {
        let elements = String(repeating: "{},", count: ImportsLimits.listElementsMax)
        for film in ["{\"movie\":{\"title\":\"Alien\"},\"plays\":1}", String(Self.primeJSON.dropFirst().dropLast(1))] {
            #expect(throws: HistoryFileError.unreadable) { try HistoryFixture.read("[\(film),\(elements){}]") }
            #expect(try HistoryFixture.read("[\(film),\(elements.prefix(300)){}]").films.map(\.title) == ["Alien"])
        }
        let blanks = String(repeating: " ", count: ImportsLimits.jsonBytesMax / 2)
        var members = (1...2).map { ArchiveBuilder.Member("watched-history-\($0).json", "[]" + blanks) }
        for place in members.indices { members[place].method = 0 }
        let archive = try ArchiveBuilder(members).bytes()
        #expect(throws: HistoryFileError.archive(.tooLarge)) {
            try HistoryFile.read(archive, HistoryFixture.options())
        }
    }

    /// A member that nobody reads may be large, or broken.
    @Test func unknownMembersStayPacked() throws {
        var bomb = ArchiveBuilder.Member("photos/all.bin", "x")
        (bomb.size, bomb.isLarge) = (1 << 40, true)
        let bytes = try ArchiveBuilder([bomb, .init("NetflixViewingHistory.csv", Self.netflix)]).bytes()
        #expect(try HistoryFile.read(bytes, HistoryFixture.options()).films.map(\.title) == ["Roma"])
    }

    @Test func filesThatAreTooLargeAreRefused() {
        let bytes = [UInt8](repeating: 0x20, count: ImportsLimits.unpackedBytesMax + 1)
        #expect(throws: HistoryFileError.tooLarge) { try HistoryFile.read(bytes, HistoryFixture.options()) }
    }

    @Test(arguments: [
        ("https://www.imdb.com/title/tt0078748/?ref=x", "tt0078748"), ("TT0078748", "tt0078748"),
        ("0078748", "tt0078748"),
    ])
    func idsAreFoundInTheirAddresses(_ cell: String, _ id: String) {
        #expect(FilmCells.imdbID(cell)?.rawValue == id)
    }

    @Test(arguments: ["", "348", "nm0000244", "https://example.org/x", "tt", "99999999999999"])
    func whatIsNoIDIsNone(_ cell: String) {
        #expect(FilmCells.imdbID(cell) == nil)
    }
}
