import LocalMedia
import Testing

@Suite("NFO: whole files")
struct NFOFileTests {
    @Test func everythingAFilmSaysArrives() throws {
        let entry = try NFOSamples.only(NFOSamples.fullMovie)
        var expected = NFOEntry(kind: .movie)
        expected.title = "The Paper Lantern"
        expected.originalTitle = "La Lanterne de papier"
        expected.sortTitle = "Paper Lantern, The"
        expected.plot = "A lighthouse keeper finds a lantern.\nIt does not go out."
        expected.outline = "A keeper and a storm."
        expected.tagline = "Some lights stay."
        expected.releaseDate = "2019-03-08"
        expected.year = 2019
        expected.dateAdded = "2020-01-02 03:04:05"
        expected.runtimeMinutes = 104
        expected.identifiers = [
            NFOIdentifier(kind: "imdb", value: "tt7654321"),
            NFOIdentifier(kind: "tmdb", value: "4242", isDefault: true),
        ]
        expected.ratings = [
            NFORating(source: "imdb", value: 7.1, votes: 12345),
            NFORating(source: "tmdb", value: 6.8, votes: 321, isDefault: true),
            NFORating(source: "tomatometerallcritics", value: 8.8, votes: 41),
        ]
        expected.userRating = 8
        expected.criticRating = 88
        expected.top250 = 17
        expected.certificates = ["UK:12A", "US:PG-13 / DE:FSK 12"]
        expected.genres = ["Drama", "Mystery"]
        expected.tags = ["lighthouse"]
        expected.countries = ["France"]
        expected.studios = ["Petite Maison"]
        expected.directors = ["Bo Director"]
        expected.writers = ["Ada Writer"]
        expected.actors = [
            NFOActor(name: "Cleo Lead", role: "Keeper", order: 0, pictureURL: "https://img.example/cleo.jpg"),
            NFOActor(name: "Dan Second", order: 1),
        ]
        expected.set = NFOSet(name: "Lantern Collection", overview: "All lanterns.", tmdbID: 77)
        expected.pictures = [
            NFOPicture(
                url: "https://img.example/p.jpg", aspect: "poster", previewURL: "https://img.example/p-small.jpg")
        ]
        expected.setPictures = [NFOPicture(url: "https://img.example/set.jpg", aspect: "poster")]
        expected.backdrops = [
            NFOPicture(url: "https://img.example/f.jpg", previewURL: "https://img.example/f-s.jpg")
        ]
        expected.trailers = [.youTube(id: "aBcDeFgHi_1")]
        var watched = NFOWatched()
        watched.playCount = 2
        watched.lastPlayed = "2023-11-05 21:30:00"
        watched.resumeSeconds = 1800.5
        watched.totalSeconds = 6240
        expected.watched = watched
        expected.isLocked = true
        expected.lockedFields = ["Name", "Overview"]
        #expect(entry == expected)
    }

    @Test func aBareElementIsAnEntryWithNothing() throws {
        #expect(try NFOSamples.only("<movie><title/></movie>") == NFOEntry(kind: .movie))
        #expect(try NFOSamples.only("<tvshow>\n<plot>  </plot>\n</tvshow>") == NFOEntry(kind: .series))
    }

    @Test(arguments: [
        ("movie", NFOEntry.Kind.movie), ("tvshow", .series), ("season", .season), ("episodedetails", .episode),
        ("Movie", .movie), ("TVSHOW", .series),
    ])
    func rootsSayWhatTheyAre(root: String, kind: NFOEntry.Kind) throws {
        #expect(try NFOSamples.only("<\(root)><title>A</title></\(root)>").kind == kind)
    }

    @Test func severalEpisodesStandOneBehindTheOther() throws {
        let entries = try NFOSamples.entries(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <episodedetails><title>One</title><season>2</season><episode>5</episode></episodedetails>
            <episodedetails><title>Two</title><season>2</season><episode>6</episode></episodedetails>
            """)
        #expect(entries.map(\.title) == ["One", "Two"])
        #expect(entries.map(\.season) == [2, 2])
        #expect(entries.map(\.episode) == [5, 6])
    }

    @Test func anElementAroundTheEpisodesIsSeenThrough() throws {
        let entries = try NFOSamples.entries(
            """
            <?xml version="1.0"?><xbmcmultiepisode>
            <episodedetails><title>One</title></episodedetails><?xml version="1.0"?>
            <episodedetails><title>Two</title></episodedetails></xbmcmultiepisode>
            """)
        #expect(entries.map(\.title) == ["One", "Two"])
    }

    @Test func differentRootsKeepTheirOrder() throws {
        let entries = try NFOSamples.entries(
            "<tvshow><title>S</title></tvshow><season><title>1</title></season><movie><title>M</title></movie>")
        #expect(entries.map(\.kind) == [.series, .season, .movie])
    }
}

@Suite("NFO: links")
struct NFOLinkTests {
    @Test(arguments: [
        ("https://www.imdb.com/title/tt0106145/", "imdb", "tt0106145", NFOEntry.Kind.unspecified),
        ("http://imdb.com/title/tt0106145/?ref_=nv\r\n", "imdb", "tt0106145", .unspecified),
        ("tt10872600", "imdb", "tt10872600", .unspecified),
        ("https://www.themoviedb.org/movie/603-the-title?language=de", "tmdb", "603", .movie),
        ("https://www.themoviedb.org/tv/1399", "tmdb", "1399", .series),
        ("https://api.themoviedb.org/3/tv/1399?language=en", "tmdb", "1399", .series),
        ("https://thetvdb.com/series/121361", "tvdb", "121361", .series),
        ("http://thetvdb.com/?tab=series&id=121361&lid=7", "tvdb", "121361", .series),
        ("http://www.thetvdb.com/?id=121361", "tvdb", "121361", .series),
        ("https://thetvdb.com/dereferrer/series/71663", "tvdb", "71663", .series),
    ])
    func aLinkAloneIsAnEntry(text: String, kind: String, value: String, root: NFOEntry.Kind) throws {
        let entry = try NFOSamples.only(text)
        #expect(entry.kind == root)
        #expect(entry.identifiers == [NFOIdentifier(kind: kind, value: value)])
    }

    @Test func severalLinksAreSeveralIds() throws {
        let entry = try NFOSamples.only(
            """
            https://www.imdb.com/title/tt0944947/
            https://www.themoviedb.org/tv/1399
            https://www.imdb.com/title/tt0000001/
            """)
        #expect(entry.kind == .series)
        #expect(entry.imdbID == "tt0944947")
        #expect(entry.tmdbID == 1399)
    }

    @Test(arguments: [
        "", " \n ", "hello", "https://example.org/title/", "tt12345", "xtt0106145", "tt01061451234",
        "https://www.themoviedb.org/person/31", "https://thetvdb.com/series/a-name",
        "<musicvideo><title>a</title></musicvideo>",
        "<movie></movie>", "<movie/>", "https://www.themoviedb.org/movie/99999999999999",
    ])
    func whatIsAboutNothingIsAnError(text: String) {
        #expect(NFOSamples.failure(Array(text.utf8)) == .nothingFound)
    }

    @Test func releaseNotesWithALinkAreReadDespiteTheirArt() throws {
        let notes =
            "  _/\\_ <<GROUP>> _/\\_ \u{0} <--- &&& ]]> \n iMDB....: http://www.imdb.com/title/tt0137523/ <\n </end"
        #expect(try NFOSamples.only(notes).imdbID == "tt0137523")
    }

    @Test func aLinkBehindTheXMLAddsWhatIsMissing() throws {
        let entry = try NFOSamples.only(
            """
            <movie><title>A</title><uniqueid type="tmdb" default="true">5</uniqueid></movie>
            https://www.themoviedb.org/movie/6 https://www.imdb.com/title/tt0000007/?a=1&b=2
            """)
        #expect(entry.tmdbID == 5)
        #expect(entry.imdbID == "tt0000007")
        #expect(entry.defaultIdentifier?.kind == "tmdb")
    }

    @Test(arguments: [
        "https://www.imdb.com/title/tt0000007/", "junk & more <3 <b> </p> https://www.imdb.com/title/tt0000007/",
        #"<a href="https://www.imdb.com/title/tt0000007/">x"#, "</movie> tt0000007", "<url>tt0000007</url>",
        "<!-- never closed tt0000007", "<![CDATA[ tt0000007", "<!DOCTYPE [ tt0000007", "<?xml tt0000007",
    ])
    func nothingBehindTheXMLCanBreakIt(tail: String) throws {
        let entry = try NFOSamples.only("<movie><title>A</title></movie>\n\(tail)")
        #expect(entry.title == "A")
        #expect(entry.imdbID == "tt0000007")
    }

    @Test(arguments: ["junk ", "\u{feff}", "\n\n  ", "http://www.example.org ", "<br> & < ", "]]>", "<!-- a -->"])
    func junkInFrontIsSkipped(head: String) throws {
        #expect(try NFOSamples.only(head + "<movie><title>A</title></movie>").title == "A")
    }

    @Test func linksBelongToNoEpisode() throws {
        let entry = try NFOSamples.only("<episodedetails><title>A</title></episodedetails> https://themoviedb.org/tv/9")
        #expect(entry.identifiers.isEmpty)
    }
}
