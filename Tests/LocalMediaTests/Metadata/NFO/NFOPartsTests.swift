import LocalMedia
import Testing

@Suite("NFO: people, pictures and places")
struct NFOPartsTests {
    @Test func actorsStandInBillingOrder() throws {
        let entry = try NFOSamples.movie(
            """
            <actor><name>C</name><order>2</order></actor>
            <actor><name>A</name><order>0</order><role>Boss / Clerk</role><type>GuestStar</type></actor>
            <actor><name>B</name><order>1</order><thumb>https://img.example/b.jpg</thumb></actor>
            """)
        #expect(
            entry.actors == [
                NFOActor(name: "A", role: "Boss / Clerk", order: 0, type: "GuestStar"),
                NFOActor(name: "B", order: 1, pictureURL: "https://img.example/b.jpg"), NFOActor(name: "C", order: 2),
            ])
    }

    @Test(arguments: [
        ("<actor><name>A</name></actor><actor><name>B</name></actor>", ["A0", "B1"]),
        ("<actor><name>A</name><order>0</order></actor><actor><name>B</name><order>0</order></actor>", ["A0", "B0"]),
        ("<actor><name>A</name><order>-1</order></actor>", ["A0"]),
        ("<actor><name/></actor><actor><role>r</role></actor>", []),
        ("<actor><name>A</name></actor><actor><name>A</name></actor>", ["A0"]),
        ("<actor><name>A</name><role>x</role></actor><actor><name>A</name><role>y</role></actor>", ["A0", "A1"]),
        ("<actor>Plain Name</actor>", ["Plain Name0"]),
        ("<actor><name>A</name><thumb>/home/me/.actors/A.jpg</thumb></actor>", ["A0"]),
    ])
    func actorsWithoutOrder(inner: String, expected: [String]) throws {
        let actors = try NFOSamples.movie(inner).actors
        #expect(actors.map { "\($0.name)\($0.order)" } == expected)
        #expect(actors.allSatisfy { $0.pictureURL == nil })
    }

    @Test(arguments: [
        ("<set>Lantern Collection</set>", NFOSet(name: "Lantern Collection")),
        ("<set><name>L</name><overview>All.</overview></set>", NFOSet(name: "L", overview: "All.")),
        (#"<set tmdbcolid="77">L</set>"#, NFOSet(name: "L", tmdbID: 77)),
        ("<set>L</set><tmdbcolid>78</tmdbcolid>", NFOSet(name: "L", tmdbID: 78)),
        (#"<set tmdbcolid="">L</set>"#, NFOSet(name: "L")),
        ("<set></set>", nil), ("<set><name></name></set>", nil), ("<set/>", nil), ("", nil),
        ("<set/><set>L</set>", NFOSet(name: "L")),
    ])
    func sets(inner: String, expected: NFOSet?) throws {
        #expect(try NFOSamples.movie(inner).set == expected)
        #expect(try NFOSamples.series(inner).set == nil)
    }

    @Test(arguments: [
        ("<thumb>https://a.example/1.jpg</thumb>", NFOPicture(url: "https://a.example/1.jpg")),
        (
            #"<thumb aspect="Poster">http://a.example/1.jpg</thumb>"#,
            NFOPicture(url: "http://a.example/1.jpg", aspect: "poster")
        ),
        (
            #"<thumb aspect="poster" type="season" season="0">https://a.example/1.jpg</thumb>"#,
            NFOPicture(url: "https://a.example/1.jpg", aspect: "poster", season: 0)
        ),
        (
            #"<thumb season="-1" type="season">https://a.example/1.jpg</thumb>"#,
            NFOPicture(url: "https://a.example/1.jpg")
        ),
        (
            #"<thumb preview="https://a.example/s.jpg">https://a.example/1.jpg</thumb>"#,
            NFOPicture(url: "https://a.example/1.jpg", previewURL: "https://a.example/s.jpg")
        ),
        ("<thumb> https://a.example/1.jpg?a=1&amp;b=2 </thumb>", NFOPicture(url: "https://a.example/1.jpg?a=1&b=2")),
        ("<thumb>/mnt/film/poster.jpg</thumb>", nil), ("<thumb>file:///etc/passwd</thumb>", nil), ("<thumb/>", nil),
        ("<thumb>javascript:alert(1)</thumb>", nil), ("<thumb>https://a.example/a b.jpg</thumb>", nil),
    ])
    func pictures(inner: String, expected: NFOPicture?) throws {
        #expect(try NFOSamples.series(inner).pictures == [expected].compactMap { $0 })
    }

    @Test(arguments: [
        (
            "<fanart><thumb>https://a.example/1.jpg</thumb><thumb>https://a.example/2.jpg</thumb></fanart>",
            ["https://a.example/1.jpg", "https://a.example/2.jpg"]
        ),
        (
            #"<fanart url="https://a.example/"><thumb preview="s/1.jpg">o/1.jpg</thumb></fanart>"#,
            ["https://a.example/o/1.jpg"]
        ),
        ("<fanart>https://a.example/1.jpg</fanart>", ["https://a.example/1.jpg"]),
        (
            "<fanart><thumb>https://a.example/1.jpg</thumb><thumb>https://a.example/1.jpg</thumb></fanart>",
            ["https://a.example/1.jpg"]
        ),
        ("<fanart></fanart>", []), ("<fanart><thumb/></fanart>", []),
    ])
    func backdrops(inner: String, expected: [String]) throws {
        let entry = try NFOSamples.movie(inner)
        #expect(entry.backdrops.map(\.url) == expected)
        #expect(entry.pictures.isEmpty)
    }

    @Test(arguments: [
        ("plugin://plugin.video.youtube/play/?video_id=aBcDeFgHi_1", NFOTrailer.youTube(id: "aBcDeFgHi_1")),
        ("plugin://plugin.video.youtube/?action=play_video&amp;videoid=aBcDeFgHi-1", .youTube(id: "aBcDeFgHi-1")),
        ("https://www.youtube.com/watch?v=aBcDeFgHi_1&amp;t=5", .youTube(id: "aBcDeFgHi_1")),
        ("https://www.youtube.com/watch?list=x&amp;v=aBcDeFgHi_1", .youTube(id: "aBcDeFgHi_1")),
        ("http://youtu.be/aBcDeFgHi_1", .youTube(id: "aBcDeFgHi_1")),
        ("https://www.youtube.com/embed/aBcDeFgHi_1?a", .youTube(id: "aBcDeFgHi_1")),
        ("https://www.youtube-nocookie.com/embed/aBcDeFgHi_1", .youTube(id: "aBcDeFgHi_1")),
        ("https://www.youtube.com/channel/x", .url("https://www.youtube.com/channel/x")),
        ("https://a.example/trailer.mp4", .url("https://a.example/trailer.mp4")),
        ("plugin://plugin.video.youtube/play/?video_id=short", nil), ("plugin://plugin.video.other/?id=1", nil),
        ("/mnt/film/trailer.mp4", nil), ("", nil),
    ])
    func trailers(written: String, expected: NFOTrailer?) throws {
        let inner = "<trailer>\(written)</trailer><trailer>\(written)</trailer>"
        #expect(try NFOSamples.movie(inner).trailers == [expected].compactMap { $0 })
    }

    @Test func whatWasWatchedIsNilWhenNothingIsSaid() throws {
        #expect(try NFOSamples.movie("<lastplayed></lastplayed><resume/>").watched == nil)
        var watched = NFOWatched()
        watched.playCount = 0
        watched.isWatched = false
        #expect(try NFOSamples.movie("<playcount>0</playcount><watched>false</watched>").watched == watched)
        let resume = try NFOSamples.episode(
            "<resume><position>12,5</position><total>0.000000</total></resume><watched>true</watched>"
        ).watched
        #expect(resume?.resumeSeconds == 12.5)
        #expect(resume?.totalSeconds == nil)
        #expect(resume?.isWatched == true)
        #expect(resume?.playCount == nil)
    }

    @Test(arguments: [
        ("<season>2</season><episode>5</episode>", 2, 5, nil),
        ("<season>0</season><episode>05</episode>", 0, 5, nil),
        ("<season>-1</season><episode>-1</episode>", nil, nil, nil),
        ("<season></season><episode>x</episode>", nil, nil, nil),
        ("<season>2</season><episode>5</episode><episodenumberend>6</episodenumberend>", 2, 5, 6),
        ("<season>2</season><episode>5</episode><episodenumberend>5</episodenumberend>", 2, 5, nil),
        ("<season>2</season><episode>5</episode><episodenumberend>3</episodenumberend>", 2, 5, nil),
        ("<season>2</season><episode>5-6</episode>", 2, 5, 6),
        ("<season>1954</season><episode>1234</episode>", 1954, 1234, nil),
        ("<season>2.0</season><episode>5.0</episode>", 2, 5, nil),
        ("<episode>999999</episode><season>10000</season>", nil, nil, nil),
    ])
    func episodesHaveNumbers(inner: String, season: Int?, episode: Int?, end: Int?) throws {
        let entry = try NFOSamples.episode(inner)
        #expect(entry.season == season)
        #expect(entry.episode == episode)
        #expect(entry.episodeEnd == end)
    }

    @Test(arguments: [
        ("<displayseason>2</displayseason><displayepisode>3</displayepisode>", 2, 3, nil),
        ("<airsbefore_season>2</airsbefore_season><airsbefore_episode>3</airsbefore_episode>", 2, 3, nil),
        ("<displayseason>2</displayseason>", 2, nil, nil),
        ("<displayafterseason>4</displayafterseason>", nil, nil, 4),
        ("<airsafter_season>4</airsafter_season>", nil, nil, 4),
        ("<displayseason>-1</displayseason><displayepisode>-1</displayepisode>", nil, nil, nil),
        ("<displayseason>4</displayseason><displayepisode>4096</displayepisode>", nil, nil, 4),
    ])
    func specialsHaveAPlace(inner: String, before: Int?, episode: Int?, after: Int?) throws {
        let entry = try NFOSamples.episode(inner)
        #expect(entry.airsBeforeSeason == before)
        #expect(entry.airsBeforeEpisode == episode)
        #expect(entry.airsAfterSeason == after)
    }

    @Test func seasonsHaveTitlesAndNumbers() throws {
        let series = try NFOSamples.series(
            """
            <season>-1</season><namedseason number="0">Extras</namedseason>
            <namedseason number="1"> The <b>Start</b></namedseason>
            <namedseason number="1">again</namedseason><namedseason number="2"/><namedseason>x</namedseason>
            """)
        #expect(series.seasonTitles == [0: "Extras", 1: "The Start"])
        #expect(series.season == nil)
        #expect(try NFOSamples.only("<season><seasonnumber>3</seasonnumber></season>").season == 3)
        #expect(try NFOSamples.only("<season><season>4</season></season>").season == 4)
        #expect(try NFOSamples.movie("<season>4</season>").season == nil)
    }
}
