import Foundation
import TestKit
import Testing

@Suite("kinothek import")
struct ImportCommandTests {
    /// Two films of the catalogue, one that may be the third, and one that it does not have.
    private static let table = """
        Title,Year,Rating10,WatchedDate
        Film number 1,,8,2024-01-02
        Film number 2,,4,
        Number 3 Film,,6,2024-01-03
        A Film That Nobody Made,,7,2024-01-04

        """

    private static let playbacks = """
        Profile Name,Start Time,Duration,Title
        Anna,2024-01-02 20:00:00,01:30:00,Film number 1
        Ben,2024-01-03 20:00:00,01:30:00,Film number 3

        """

    /// A household with three films, whose server runs beside the command.
    private struct Household: Sendable {
        let sandbox: Sandbox
        let visitor: WebVisitor
        let anna: HistoryOwner

        func bring(_ file: String, _ flags: String...) async throws -> Ended {
            let running = sandbox.process(["import", file, "--user", "anna@example.org"] + flags)
            try running.start()
            return await running.end()
        }
    }

    private func withHousehold(_ test: (Household) async throws -> Void) async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await LiveServer.with(sandbox) { server in
            let visitor = try await WebVisitor.setUp(server)
            let loaded = try await sandbox.run("catalogue", "load", sandbox.films(3))
            try #require(loaded.status == 0, "\(loaded.errors)")
            let anna = HistoryOwner(
                ranking: try await RankingClient.signIn(at: server),
                discovery: try await DiscoveryClient.with(sandbox, server))
            try await test(Household(sandbox: sandbox, visitor: visitor, anna: anna))
        }
    }

    @Test("a dry run says what would be found, and nothing is written")
    func dryRun() async throws {
        try await withHousehold { house in
            let ended = try await house.bring(try house.sandbox.file(Self.table), "--dry-run")
            #expect(ended.status == 0 && ended.errors.contains("Letterboxd: 4 films in 4 rows"), "\(ended.errors)")
            let lines = ended.output.split(separator: "\n").map(String.init)
            #expect(lines.first == "2 surely found, 1 doubtful, 1 not found, 0 rated already")
            try #require(lines.count == 3, "the sure ones need not be looked at: \(ended.output)")
            #expect(lines[1].contains("Number 3 Film  perhaps Film number 3"))
            #expect(lines[2].contains("A Film That Nobody Made  not found"))
            let digest = try await house.anna.digest()
            #expect(digest.ratings.isEmpty && digest.viewings.isEmpty)
            let page = try await house.visitor.get("/import")
            #expect(page.status == 200 && page.text.contains("You have brought nothing yet"))
        }
    }

    @Test("what is sure is added as the file has it, and the rest waits on the website")
    func bring() async throws {
        try await withHousehold { house in
            let file = try house.sandbox.file(Self.table)
            let ended = try await house.bring(file)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.output.contains("2 films added, 2 left to decide about"), "\(ended.output)")
            let digest = try await house.anna.digest()
            let (ratings, viewings) = (digest.ratings, digest.viewings)
            #expect(ratings.count == 2 && ratings.last?.hasPrefix("Film number 2, 2, ") == true, "\(ratings)")
            #expect(ratings.first?.hasPrefix("Film number 1, 4, 2024-01-02T") == true)
            #expect(viewings.count == 1 && viewings.first?.hasPrefix("Film number 1, 1, 2024-01-02T") == true)

            let session = try #require(ended.output.components(separatedBy: "/import/").last?.prefix(36))
            let page = try await house.visitor.get("/import/\(session)")
            #expect(page.status == 200 && page.text.contains("A Film That Nobody Made"))
            let rest = try await house.anna.ranking.session(String(session), of: "letterboxd")
            #expect(rest["remaining_count"] == .int(2))

            let film = try await house.anna.ranking.ranking(of: "Film number 1")?["movie"]?["id"]?.text
            try await house.anna.ranking.rateAgain(try #require(film), stars: 1)
            let again = try await house.bring(file)
            #expect(again.output.contains("0 films added, 2 left to decide about"), "\(again.output)")
            #expect(again.output.contains("2 films were rated already and stay as they are"))
            let stars = try await house.anna.ranking.ranking(of: "Film number 1")?["rating"]
            #expect(stars == .int(1))
        }
    }

    @Test("with --review nothing is added")
    func review() async throws {
        try await withHousehold { house in
            let ended = try await house.bring(try house.sandbox.file(Self.table), "--review")
            #expect(ended.status == 0 && ended.output.contains("4 films to decide about"), "\(ended.output)")
            let digest = try await house.anna.digest()
            #expect(digest.ratings.isEmpty && digest.viewings.isEmpty)
        }
    }

    @Test("of a file with several profiles the one that is named is read, and none without a name")
    func profiles() async throws {
        try await withHousehold { house in
            let file = try house.sandbox.file(Self.playbacks)
            let nobody = try await house.bring(file, "--dry-run")
            #expect(nobody.status == 2 && nobody.errors.contains("Anna, Ben"), "\(nobody.errors)")
            #expect(nobody.errors.contains("--profile"))
            let ben = try await house.bring(file, "--profile", "Ben")
            #expect(
                ben.status == 0 && ben.output.contains("added, 0 left to decide about"), "\(ben.output)\(ben.errors)")
            let digest = try await house.anna.digest()
            #expect(digest.viewings.count == 1 && digest.viewings.first?.hasPrefix("Film number 3, ") == true)
        }
    }

    @Test(
        "what cannot be read is told with what can be done",
        arguments: [
            ("<html><body>Sign in</body></html>", "the page Import on the website lists which it can"),
            ("Alpha,Beta\n1,2\n", "The columns Alpha, Beta say nothing"),
            ("Date Watched,Type,Title\n2025-01-02,Series,Marsh Lane\n", "There is no film in the file."),
            ("PK\u{3}\u{4}not much of an archive", "It is damaged: download it again."),
            ("", "no file that Kinothek can read"),
        ])
    func refused(_ text: String, _ words: String) async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        _ = try await sandbox.makeKey()
        let ended = try await sandbox.run("import", sandbox.file(text), "--user", "anna@example.org")
        #expect(ended.status == 2 && ended.errors.contains(words), "\(ended.errors)")
        #expect(ended.output.isEmpty)
    }

    @Test("a file that is not there or too large, and somebody without an account, are named")
    func missing() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        _ = try await sandbox.makeKey()
        let nowhere = try await sandbox.run("import", "nowhere.csv", "--user", "anna@example.org")
        #expect(nowhere.status == 2 && nowhere.errors.contains("There is no file nowhere.csv."))
        let large = try sandbox.file("")
        try #require(truncate(large, (20 << 20) + 1) == 0)
        let much = try await sandbox.run("import", large, "--user", "anna@example.org")
        #expect(much.status == 2 && much.errors.contains("larger than 20 MiB"), "\(much.errors)")
        let nobody = try await sandbox.run("import", sandbox.file(Self.table), "--user", "ben@example.org")
        #expect(nobody.status == 1 && nobody.errors.contains("ben@example.org"), "\(nobody.errors)")
        #expect(nobody.errors.contains("kinothek user list"))
    }
}

extension Sandbox {
    /// A file with this text, under a name that says nothing.
    fileprivate func file(_ text: String) throws -> String {
        let path = folder.appending(path: "file-\(UUID().uuidString)").path
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }
}
