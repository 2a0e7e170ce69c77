import Domain
import TestKit
import Testing

@testable import Recommendations

@Suite("What libraries hold")
struct LibraryPlanTests {
    private func path(_ text: String) throws -> ServerFilePath { try #require(ServerFilePath(text)) }

    private func film(
        _ name: String, year: Int? = nil, rank: Int = 1, item: String? = nil, _ paths: String...
    ) throws -> ShelvedTitle {
        var film = ShelvedTitle(title: .test(Int32(rank), .film(name, year: year)), rank: rank)
        film.itemID = item.flatMap { MediaServerID($0) }
        film.files = try paths.map { ShelvedFile(path: try path($0)) }
        return film
    }

    /// Without the texts of `.nfo` files, which have tests of their own.
    private func tree(_ plan: LibraryPlan) -> [String: String] {
        plan.files.mapValues { file in
            switch file {
            case .text(let text): text.hasPrefix("<?xml") ? "nfo" : text
            case .link(let target): "-> " + target
            case .picture(let picture): "poster \(picture.rank) \(picture.percent.map { "\($0)%" } ?? "")"
            }
        }
    }

    @Test("Films with addresses lie flat, under their names and ids")
    func addresses() throws {
        var heat = try film("Heat", year: 1995, item: "a1", "/media/Heat.mkv")
        heat.match = 0.934
        var metadata = heat.title.metadata
        metadata.posterPath = "/heat.jpg"
        let draft = TitleDraft(kind: .movie, imdbID: nil, tmdbID: nil, metadata: metadata)
        var poster = ShelvedTitle(title: .test(1, draft), rank: 1)
        (poster.match, poster.itemID, poster.files) = (heat.match, heat.itemID, heat.files)
        let parts = try film("Novecento", rank: 2, "D:\\Films\\1.avi", "D:\\Films\\2.avi")
        let plan = LibraryPlan(films: [poster, parts, try film("Lost", rank: 3)], links: false, addedAt: .test(0))
        #expect(
            tree(plan) == [
                "Heat (1995) [a1].strm": "/media/Heat.mkv", "Heat (1995) [a1].nfo": "nfo",
                "Heat (1995) [a1]-poster.jpg": "poster 1 93%", "Novecento [2]-cd1.strm": "D:\\Films\\1.avi",
                "Novecento [2]-cd2.strm": "D:\\Films\\2.avi", "Novecento [2].nfo": "nfo",
            ])
        #expect((plan.titleCount, plan.missingCount) == (2, 1))
    }

    @Test("Linked films have folders of their own, with what lies beside them; an address where no link can lead")
    func links() throws {
        var heat = try film("Heat", year: 1995, item: "a1", "/media/Heat/heat.1995.MKV")
        heat.files[0].neighbours = [
            .init(.subtitle(suffix: ".en.srt"), try path("/media/Heat/heat.1995.en.srt")),
            .init(.picture(name: "fanart.png"), try path("/media/Heat/fanart.png")),
            .init(.picture(name: "poster.png"), try path("/media/Heat/cover.png")),
        ]
        let other = try film("Heat", year: 1995, rank: 2, item: "b2", "D:\\Films\\heat.mkv")
        #expect(
            tree(LibraryPlan(films: [heat, other], links: true, addedAt: .test(0))) == [
                "Heat (1995)/Heat (1995).MKV": "-> /media/Heat/heat.1995.MKV",
                "Heat (1995)/Heat (1995).en.srt": "-> /media/Heat/heat.1995.en.srt",
                "Heat (1995)/fanart.png": "-> /media/Heat/fanart.png",
                "Heat (1995)/poster.png": "-> /media/Heat/cover.png", "Heat (1995)/movie.nfo": "nfo",
                "Heat (1995) [b2]/Heat (1995) [b2].strm": "D:\\Films\\heat.mkv",
                "Heat (1995) [b2]/movie.nfo": "nfo",
            ])
    }

    private func series(_ episodes: [(season: Int, number: Int, path: String?)]) throws -> ShelvedTitle {
        var draft = TitleDraft.film("Fire/Fly", year: 2002)
        draft.kind = .series
        var series = ShelvedTitle(title: .test(1, draft), rank: 1)
        series.episodes = try episodes.map { place in
            var draft = TitleDraft.film("Part \(place.number)")
            draft.kind = .episode
            var episode = ShelvedEpisode(
                title: .test(Int32(place.season * 10 + place.number), draft), season: place.season,
                number: place.number)
            episode.file = try place.path.map { ShelvedFile(path: try path($0)) }
            return episode
        }
        return series
    }

    @Test("Series with addresses have a file for each episode that can be played")
    func seriesAddresses() throws {
        let series = try series([(1, 1, "/tv/F/Season 1/1.mkv"), (1, 2, nil), (0, 3, "/tv/F/3.mkv")])
        let plan = LibraryPlan(series: [series], links: false, addedAt: .test(0))
        #expect(
            tree(plan) == [
                "FireFly (2002)/tvshow.nfo": "nfo",
                "FireFly (2002)/Season 01/FireFly S01E01 Part 1.strm": "/tv/F/Season 1/1.mkv",
                "FireFly (2002)/Season 01/FireFly S01E01 Part 1.nfo": "nfo",
                "FireFly (2002)/Season 00/FireFly S00E03 Part 3.strm": "/tv/F/3.mkv",
                "FireFly (2002)/Season 00/FireFly S00E03 Part 3.nfo": "nfo",
            ])
    }

    @Test("Folders of seasons are linked as they are, and what lies elsewhere one by one")
    func seriesLinks() throws {
        let series = try series([
            (1, 1, "/tv/F/Season 1/1.mkv"), (1, 2, "/tv/F/Season 1/2.mkv"), (0, 1, "/tv/F/Specials/1.mkv"),
            (2, 1, "/tv/F/all/2x1.mkv"), (3, 1, "Z:\\tv\\3x1.mkv"),
        ])
        let plan = LibraryPlan(series: [series], links: true, addedAt: .test(0))
        #expect(
            tree(plan) == [
                "FireFly (2002)/tvshow.nfo": "nfo", "FireFly (2002)/Season 01": "-> /tv/F/Season 1",
                "FireFly (2002)/Season 00": "-> /tv/F/Specials",
                "FireFly (2002)/Season 02/FireFly S02E01 Part 1.mkv": "-> /tv/F/all/2x1.mkv",
                "FireFly (2002)/Season 02/FireFly S02E01 Part 1.nfo": "nfo",
                "FireFly (2002)/Season 03/FireFly S03E01 Part 1.strm": "Z:\\tv\\3x1.mkv",
                "FireFly (2002)/Season 03/FireFly S03E01 Part 1.nfo": "nfo",
            ])
        let nothing = try self.series([(1, 1, nil)])
        #expect(LibraryPlan(series: [nothing], links: true, addedAt: .test(0)).files.isEmpty)
    }

    @Test(
        "No address with a key or a password gets into a file",
        arguments: [
            ("/media/a?b.mkv", true), ("\\\\nas\\films\\a.mkv", true), ("http://nas/a.mkv", true),
            ("http://nas/a.mkv?api_key=1", false), ("https://u:p@nas/a.mkv", false), ("/a\nb.mkv", false), ("", false),
        ])
    func keys(_ path: String, _ isGood: Bool) {
        #expect((ServerFilePath(path) != nil) == isGood)
    }

    @Test("What lies beside a film is found by the film's name, or by its own where the film is alone")
    func neighbours() throws {
        let names = [
            "Film (2000).mkv", "Film (2000).en.srt", "Film (2000)_forced.ASS", "Film (2000) II.srt.txt", "Film.srt",
            "folder.jpg", "cover.png", "Film (2000)-fanart.jpg", "notes.txt",
        ]
        func found(_ names: [String]) throws -> [String: String] {
            let all = Neighbours.find(try path("/m/Film (2000).mkv"), among: names)
            return Dictionary(uniqueKeysWithValues: all.map { ("\($0.part)", $0.path.text) })
        }
        let alone = try found(names)
        #expect(
            alone == [
                #"subtitle(suffix: ".en.srt")"#: "/m/Film (2000).en.srt",
                #"subtitle(suffix: "_forced.ASS")"#: "/m/Film (2000)_forced.ASS",
                #"picture(name: "poster.jpg")"#: "/m/folder.jpg",
                #"picture(name: "fanart.jpg")"#: "/m/Film (2000)-fanart.jpg",
            ])
        let crowded = try found(names + ["Other.mkv"])
        #expect(crowded.count == 3 && !crowded.values.contains("/m/folder.jpg"))
    }

    @Test("The media server may see the folders elsewhere")
    func places() {
        var places = LibraryPlaces(root: "/data/virtual", serverRoot: "D:\\virtual\\")
        places.mappings = [PathMapping(serverPrefix: "D:\\films", localPrefix: "/srv/films")]
        #expect(places.serverPath(of: ["aperture", "a1"]) == "D:\\virtual\\aperture\\a1")
        #expect(places.serverPath(ofLocal: "/srv/films/a/b.mkv") == "D:\\films/a/b.mkv")
        #expect(places.serverPath(ofLocal: "/elsewhere/b.mkv") == "/elsewhere/b.mkv")
        #expect(places.localPath(ofServer: "d:\\Films\\a.mkv") == "/srv/films/a.mkv")
        #expect(places.localPath(ofServer: "E:\\a.mkv") == nil)
        #expect(places.holds(serverPath: "D:\\virtual\\aperture\\a1\\x.strm"))
        #expect(!places.holds(serverPath: "D:\\virtual2\\x.strm"))
        let plain = LibraryPlaces(root: "/v", serverRoot: "/v/")
        #expect(plain.serverPath(of: ["top-picks", "movies"]) == "/v/top-picks/movies")
        #expect(plain.holds(serverPath: "/v/aperture/a1/x.strm") && !plain.holds(serverPath: "/video/x.mkv"))
    }
}
