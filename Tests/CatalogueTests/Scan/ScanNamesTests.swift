import Catalogue
import Domain
import Storage
import TestKit
import Testing

@Suite("Scanning: what names and files beside them say")
struct ScanNamesTests {
    @Test("films are listed by their names, with years, ids, versions and parts")
    func films() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write([
                "Big Buck Bunny (2008) {imdb-tt1254207}/Big Buck Bunny (2008).mp4",
                "2001 A Space Odyssey (1968).mkv", "Night.of.the.Living.Dead.1968.480p.x264-TEST.mkv",
                "Se7en (1995)/Se7en (1995) - 1080p.mkv", "Se7en (1995)/Se7en (1995) - 2160p.mkv",
                "Film (2010)/Film-cd1.avi", "Film (2010)/Film-cd2.avi",
            ])
            #expect(try await bench.scan() == "7 files, 5 new titles")
            #expect(
                try await bench.names() == [
                    "2001 A Space Odyssey", "Big Buck Bunny", "Film", "Night of the Living Dead", "Se7en",
                ])
            let bunny = try await bench.video("Big Buck Bunny (2008) {imdb-tt1254207}/Big Buck Bunny (2008).mp4")
            #expect(bunny.title.imdbID == IMDbID("tt1254207") && bunny.title.metadata.year == 2008)
            #expect(bunny.title.kind == .movie && bunny.files[0].file.root == bench.disk.root)
            let odyssey = try await bench.video("2001 A Space Odyssey (1968).mkv")
            #expect(odyssey.title.metadata.year == 1968 && odyssey.addedAt == bench.clock.now)
            let seven = try await bench.video("Se7en (1995)/Se7en (1995) - 1080p.mkv")
            #expect(seven.files.map(\.label) == ["2160p", "1080p"] && seven.files.map(\.version) == [0, 1])
            #expect(seven.lengthSeconds == 5400)
            let parts = try await bench.video("Film (2010)/Film-cd2.avi")
            #expect(parts.files.map(\.part) == [0, 1] && parts.lengthSeconds == 10_801, "both parts together")
            #expect(bench.indexings == 1)
        }
    }

    @Test("series are listed with their episodes in order")
    func series() async throws {
        try await ScanBench.with(.series) { bench async throws in
            let show = "Signal House (2021)"
            try bench.disk.write([
                "\(show)/Season 01/Signal House - S01E01 - Pilot.mkv",
                "\(show)/Season 01/Signal House - S01E02 - Static.mkv", "\(show)/Season 02/Signal House - 2x01-02.mkv",
                "\(show)/Specials/Signal House S00E03.mkv", "The Daily Show/2017/The.Daily.Show.2017.04.20.mkv",
            ])
            #expect(try await bench.scan() == "5 files, 8 new titles")
            #expect(try await bench.names() == ["Signal House", "The Daily Show"])
            #expect(
                try await bench.episodes(of: "Signal House") == ["1x01 Pilot", "1x02 Static", "2x01", "2x02", "0x03"])
            let pilot = try await bench.video("\(show)/Season 01/Signal House - S01E01 - Pilot.mkv")
            #expect(pilot.title.kind == .episode && pilot.place?.series.metadata.year == 2021)
            let double = try await bench.file("\(show)/Season 02/Signal House - 2x01-02.mkv")
            #expect(double.titles.count == 2)
            let daily = try await bench.video("The Daily Show/2017/The.Daily.Show.2017.04.20.mkv")
            #expect(daily.place?.airDate == "2017-04-20" && daily.place?.series.metadata.title == "The Daily Show")
        }
    }

    @Test("a mixed library holds both")
    func mixed() async throws {
        try await ScanBench.with(.mixed) { bench async throws in
            try bench.disk.write([
                "Heat (1995)/Heat (1995).mkv", "Dark/Season 1/Dark S01E01.mkv", "Dark/Season 1/Dark S01E02.mkv",
            ])
            try await bench.scan()
            #expect(try await bench.names() == ["Dark", "Heat"])
            #expect(try await bench.video("Heat (1995)/Heat (1995).mkv").title.kind == .movie)
            #expect(try await bench.episodes(of: "Dark") == ["1x01", "1x02"])
        }
    }

    @Test("a description beside a film wins over its name")
    func description() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Nite (1967)/nite.mkv")
            try bench.disk.write(
                "Nite (1967)/nite.nfo",
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <movie><title>Night of the Living Dead</title><year>1968</year><plot>They are coming.</plot>
                <tagline>Barbra</tagline><runtime>96</runtime><mpaa>UK:15</mpaa><genre>Horror</genre>
                <uniqueid type="imdb" default="true">tt0063350</uniqueid><director>George Romero</director>
                <actor><name>Judith O'Dea</name></actor><studio>Image Ten</studio>
                <ratings><rating name="imdb" max="10" default="true">
                <value>7.8</value><votes>137000</votes></rating></ratings>
                </movie>
                """)
            try await bench.scan()
            let title = try await bench.video("Nite (1967)/nite.mkv").title
            let metadata = title.metadata
            #expect(metadata.title == "Night of the Living Dead" && metadata.year == 1968)
            #expect(metadata.overview == "They are coming." && metadata.tagline == "Barbra")
            #expect(metadata.runtimeMinutes == 96 && metadata.contentRating == "UK:15")
            #expect(metadata.genres == ["Horror"] && metadata.studios == ["Image Ten"])
            #expect(metadata.directors == ["George Romero"] && metadata.cast == ["Judith O'Dea"])
            #expect(metadata.voteAverage == 7.8 && metadata.voteCount == 137_000)
            #expect(title.imdbID == IMDbID("tt0063350"))
            #expect(title.provenance.sources[.title] == .nfo && title.provenance.locked.isEmpty)
        }
    }

    @Test("where name and description name different films, the description counts and people are told")
    func differentIDs() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write("Heat (1995) {imdb-tt0113277}/Heat (1995).mkv")
            try bench.disk.write(
                "Heat (1995) {imdb-tt0113277}/movie.nfo", "<movie><uniqueid type=\"imdb\">tt0093176</uniqueid></movie>")
            let status = try await bench.scan()
            #expect(status.contains("Heat") && status.contains("different ids"), "\(status)")
            let title = try await bench.video("Heat (1995) {imdb-tt0113277}/Heat (1995).mkv").title
            #expect(title.imdbID == IMDbID("tt0093176") && title.metadata.title == "Heat")
        }
    }

    @Test("what an owner locked stays, whatever others say, until the description changes")
    func locked() async throws {
        try await ScanBench.with { bench async throws in
            func describe(_ plot: String) throws {
                try bench.disk.write(
                    "Heat (1995)/movie.nfo",
                    "<movie><plot>\(plot)</plot><imdbid>tt0113277</imdbid><lockdata>true</lockdata></movie>")
            }
            try bench.disk.write("Heat (1995)/Heat (1995).mkv")
            try describe("Mine.")
            try await bench.scan()
            let id = try await bench.title("Heat (1995)/Heat (1995).mkv")
            let outside = TitleDraft.film("Hitze", year: 1996, imdb: "tt0113277") { $0.overview = "Theirs." }
            for source in [FieldSource.tmdb, .user] {
                _ = try await bench.stores.catalogue.merge([outside], from: source)
            }
            var metadata = try await bench.video(id).title.metadata
            #expect(metadata.overview == "Mine." && metadata.title == "Heat" && metadata.year == 1995)
            try describe("Mine, too.")
            try await bench.scan()
            metadata = try await bench.video(id).title.metadata
            #expect(metadata.overview == "Mine, too." && metadata.title == "Heat")
        }
    }

    @Test("descriptions of episodes number what names leave open, and lose to plain names")
    func episodeDescriptions() async throws {
        try await ScanBench.with(.series) { bench async throws in
            func describe(_ path: String, _ episodes: [(title: String, season: Int, number: Int)]) throws {
                let text = episodes.map {
                    "<episodedetails><title>\($0.title)</title><season>\($0.season)</season>"
                        + "<episode>\($0.number)</episode></episodedetails>"
                }
                try bench.disk.write(path, text.joined(separator: "\n"))
            }
            try bench.disk.write(["Dark/Dark - 03.mkv", "Dark/Dark - S01E01.mkv", "Dark/Dark - S01E05-E06.mkv"])
            try bench.disk.write("Dark/tvshow.nfo", "<tvshow><title>Dunkel</title><mpaa>DE:FSK 16</mpaa></tvshow>")
            try describe("Dark/Dark - 03.nfo", [("Third", 2, 4)])
            try describe("Dark/Dark - S01E01.nfo", [("Secrets", 9, 9)])
            try describe("Dark/Dark - S01E05-E06.nfo", [("Six", 1, 6), ("Five", 1, 5)])
            try await bench.scan()
            #expect(try await bench.names() == ["Dunkel"])
            #expect(
                try await bench.episodes(of: "Dunkel") == ["1x01 Secrets", "1x05 Five", "1x06 Six", "2x04 Third"])
            let video = try await bench.video("Dark/Dark - S01E01.mkv")
            #expect(video.certificate == .fifteen, "its series' certificate")
        }
    }

    @Test("pictures and subtitles beside a film are its own")
    func sidecars() async throws {
        try await ScanBench.with { bench async throws in
            let film = "Film (2000)/Film (2000)"
            try bench.disk.write([
                film + ".mkv", "Film (2000)/poster.jpg", "Film (2000)/fanart.jpg", film + ".en.sdh.forced.srt",
                film + ".Commentary.pt-BR.ass", film + ".idx", film + ".sub", "Film (2000)/Subs/de.srt",
            ])
            try await bench.scan()
            let video = try await bench.video(film + ".mkv")
            #expect(Set(video.artwork.keys) == [.poster, .backdrop])
            #expect(video.artwork[.poster]?.rawPath == Array("Film (2000)/poster.jpg".utf8))
            let tracks = video.files[0].subtitles.map(\.track)
            #expect(Set(tracks.map(\.format)) == ["ass", "srt", "subrip"], "pictures of text are no text")
            #expect(tracks.count == 4)
            let english = try #require(tracks.first { $0.language == "en" })
            #expect(english.isForced && english.isSDH && !english.isLanguageGuessed)
            #expect(english.source == .sidecar(path: Array((film + ".en.sdh.forced.srt").utf8)))
            #expect(tracks.first { $0.language == "pt-BR" }?.title == "Commentary")
            #expect(tracks.last?.source == .stream(2), "those inside come last")
        }
    }

    @Test("pictures of a series and a still of an episode")
    func seriesPictures() async throws {
        try await ScanBench.with(.series) { bench async throws in
            try bench.disk.write([
                "Dark/poster.jpg", "Dark/Season 1/Dark S01E01.mkv", "Dark/Season 1/Dark S01E01-thumb.jpg",
                "Dark/Season 1/Dark S01E02.mkv",
            ])
            try await bench.scan()
            let first = try await bench.video("Dark/Season 1/Dark S01E01.mkv")
            #expect(first.artwork[.thumb]?.rawPath == Array("Dark/Season 1/Dark S01E01-thumb.jpg".utf8))
            #expect(first.place?.seriesArtwork[.poster]?.rawPath == Array("Dark/poster.jpg".utf8))
            #expect(try await bench.video("Dark/Season 1/Dark S01E02.mkv").artwork.isEmpty)
        }
    }

    @Test("a picture that is too large is left out")
    func largePicture() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write(["Film (2000)/Film (2000).mkv", "Film (2000)/poster.jpg", "Film (2000)/fanart.jpg"])
            try bench.disk.lengthen("Film (2000)/poster.jpg", to: UInt64(CatalogueLimits.artworkBytesMax) + 1)
            try bench.disk.lengthen("Film (2000)/fanart.jpg", to: UInt64(CatalogueLimits.artworkBytesMax))
            try await bench.scan()
            #expect(Set(try await bench.video("Film (2000)/Film (2000).mkv").artwork.keys) == [.backdrop])
        }
    }

    @Test("trailers and the like belong to their film and are not listed")
    func extras() async throws {
        try await ScanBench.with { bench async throws in
            let extras = [
                "Film (2019)/Trailers/Teaser.mp4", "Film (2019)/Film-behindthescenes.mkv",
                "Film (2019)/Film (2019)-trailer.mkv",
            ]
            try bench.disk.write(extras + ["Film (2019)/Film (2019).mkv", "Lost (2001)-trailer.mkv"])
            let status = try await bench.scan()
            #expect(try await bench.names() == ["Film"])
            let film = try await bench.title("Film (2019)/Film (2019).mkv")
            for extra in extras { #expect(try await bench.title(extra) == film, "\(extra)") }
            #expect(try await bench.video(film).files.map(\.file.path.text) == ["Film (2019)/Film (2019).mkv"])
            #expect(status.hasSuffix("1 left out, for example Lost (2001)-trailer.mkv (an extra without its film)"))
        }
    }

    @Test("what is no film is not listed, and people are told what they may miss")
    func leftOut() async throws {
        try await ScanBench.with { bench async throws in
            try bench.disk.write([
                "Heat (1995).mkv", ".hidden.mkv", "._Heat (1995).mkv", "Heat-sample.mkv", "Next (2007).mkv.part",
                "Thumbs.db", "notes.txt", "@eaDir/Heat (1995).mkv", "Private/.nomedia", "Private/Secret (2001).mkv",
            ])
            try bench.disk.write("Empty (2002).mkv", "")
            let status = try await bench.scan()
            #expect(try await bench.names() == ["Heat"])
            #expect(status.contains("2 left out") && status.contains("Empty (2002).mkv (empty)"), "\(status)")
        }
    }
}
