import LocalMedia
import Testing

@Suite("NFO: texts, dates and numbers")
struct NFOFieldTests {
    @Test(arguments: [
        ("<movie><title> A \n B </title></movie>", "A B"),
        ("<movie><title></title><title>B</title></movie>", "B"),
        ("<movie><title>A</title><title>B</title></movie>", "A"),
        ("<movie><localtitle>L</localtitle></movie>", "L"),
        ("<movie><localtitle>L</localtitle><title>T</title></movie>", "T"),
        ("<movie><TITLE>T</TITLE></movie>", "T"),
        (#"<movie xmlns:x="u"><x:title>T</x:title></movie>"#, "T"),
        ("<movie><title lang='en'>T</title></movie>", "T"),
        ("<movie><title>An <i>italic</i> word</title></movie>", "An italic word"),
        ("<movie><br><p>\n<title>T</title></movie>", "T"),
        ("<movie><title>\u{a0}T\u{a0}</title></movie>", "T"),
    ])
    func titles(text: String, expected: String) throws {
        #expect(try NFOSamples.only(text).title == expected)
    }

    @Test func otherTitlesHaveSynonyms() throws {
        #expect(try NFOSamples.movie("<sortname>S</sortname>").sortTitle == "S")
        #expect(try NFOSamples.movie("<sortname>S</sortname><sorttitle>T</sorttitle>").sortTitle == "T")
        #expect(try NFOSamples.movie("<originaltitle>O</originaltitle>").originalTitle == "O")
        #expect(try NFOSamples.episode("<showtitle>The Series</showtitle>").seriesTitle == "The Series")
        #expect(try NFOSamples.movie("<showtitle>no</showtitle>").seriesTitle == nil)
    }

    @Test(arguments: [
        ("One.&lt;br /&gt;Two.", "One.\nTwo."), ("One.<br>Two.<br/>Three.", "One.\nTwo.\nThree."),
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."), (#"a <B>bold</B> and <a href="x">link</a>"#, "a bold and link"),
        ("<![CDATA[An <em>old</em> story]]>", "An old story"), ("<font color='#fff'>x</font>", "x"),
        ("1 &lt; 2 and 3 &gt; 2", "1 < 2 and 3 > 2"), ("a <i unclosed", "a <i unclosed"),
        ("say &lt;hello&gt;", "say <hello>"),
        ("first\n\n  second", "first\n\n  second"), ("it&amp;#39;s", "it's"),
    ])
    func plotsArePlain(written: String, expected: String) throws {
        #expect(try NFOSamples.movie("<plot>\(written)</plot>").plot == expected)
        #expect(try NFOSamples.movie("<outline>\(written)</outline>").outline == expected)
        #expect(try NFOSamples.movie("<tagline>\(written)</tagline>").tagline == expected)
    }

    @Test(arguments: [
        ("96", 96), ("96 min", 96), ("96min.", 96), (" 96 ", 96), ("96.4", 96), ("ca. 96 Minuten", 96), ("1h 36m", 96),
        ("1h36", 96), ("1 hr 36 min", 96), ("2h", 120), ("1:36", 96), ("01:36:00", 96), ("00:45:10", 45), ("96:00", 96),
        ("1 Std. 36 Min.", 96), ("0", nil), ("", nil), ("-5", nil), ("long", nil), ("99999999999999999999", nil),
    ])
    func runtimes(written: String, minutes: Int?) throws {
        #expect(try NFOSamples.movie("<runtime>\(written)</runtime>").runtimeMinutes == minutes)
    }

    @Test(arguments: [
        ("<premiered>2019-03-08</premiered>", "2019-03-08", 2019),
        ("<releasedate>2019-03-08</releasedate>", "2019-03-08", 2019),
        ("<aired>2019-03-08</aired>", "2019-03-08", 2019),
        ("<premiered>2019-3-8</premiered>", "2019-03-08", 2019),
        ("<premiered>2019-03-08T00:00:00Z</premiered>", "2019-03-08", 2019),
        ("<premiered>2019/03/08</premiered>", "2019-03-08", 2019),
        ("<premiered>08.03.2019</premiered>", "2019-03-08", 2019),
        ("<premiered>03/08/2019</premiered>", nil, nil),
        ("<premiered>2019</premiered>", nil, 2019),
        ("<premiered>2019-00-00</premiered>", nil, 2019),
        ("<premiered>2019-02-29</premiered>", nil, 2019),
        ("<premiered>2020-02-29</premiered>", "2020-02-29", 2020),
        ("<premiered>1900-02-29</premiered>", nil, 1900),
        ("<premiered>0001-01-01</premiered>", nil, nil),
        ("<premiered>1850-05-05</premiered>", nil, nil),
        ("<premiered>1851-05-05</premiered>", "1851-05-05", 1851),
        ("<premiered>soon</premiered>", nil, nil),
        ("<year>1999</year>", nil, 1999),
        ("<year>1999</year><premiered>2001-04-31</premiered>", nil, 1999),
        ("<year>1999</year><premiered>2001-04-30</premiered>", "2001-04-30", 2001),
        ("<year>1850</year>", nil, nil),
        ("<year>0</year>", nil, nil),
        ("<year>3000</year>", nil, nil),
        ("<year>1999-05-06</year>", nil, 1999),
        ("<premiered></premiered><releasedate>2003-01-02</releasedate>", "2003-01-02", 2003),
    ])
    func dates(inner: String, date: String?, year: Int?) throws {
        let entry = try NFOSamples.movie(inner)
        #expect(entry.releaseDate == date)
        #expect(entry.year == year)
    }

    @Test func anEpisodeIsDatedByItsOwnDay() throws {
        let inner = "<premiered>2010-01-01</premiered><aired>2012-02-02</aired>"
        #expect(try NFOSamples.episode(inner).releaseDate == "2012-02-02")
        #expect(try NFOSamples.series(inner).releaseDate == "2010-01-01")
        #expect(try NFOSamples.series("<enddate>2015-06-07</enddate>").endDate == "2015-06-07")
    }

    @Test(arguments: [
        ("2020-01-02 03:04:05", "2020-01-02 03:04:05"), ("2020-01-02T03:04:05+01:00", "2020-01-02 03:04:05"),
        ("2020-01-02 03:04", "2020-01-02 03:04:00"), ("2020-01-02", "2020-01-02"),
        ("2020-01-02 25:00:00", "2020-01-02"),
        ("1601-01-01 00:00:00", nil), ("", nil), ("yesterday", nil),
    ])
    func moments(written: String, expected: String?) throws {
        #expect(try NFOSamples.movie("<dateadded>\(written)</dateadded>").dateAdded == expected)
        #expect(try NFOSamples.movie("<lastplayed>\(written)</lastplayed>").watched?.lastPlayed == expected)
    }

    @Test(arguments: [
        ("<genre>Drama</genre><genre>Crime</genre>", ["Drama", "Crime"]),
        ("<genre>Drama / Crime</genre>", ["Drama", "Crime"]),
        ("<genre>Drama / Crime / </genre>", ["Drama", "Crime"]),
        ("<genre>AC/DC</genre>", ["AC/DC"]),
        ("<genre>|Drama|Crime|</genre>", ["Drama", "Crime"]),
        ("<genre>Drama</genre><genre>drama</genre>", ["Drama"]),
        ("<genre>Action &amp; Adventure</genre>", ["Action & Adventure"]),
        ("<genre/><genre> </genre>", []),
        ("<genre>Sci-Fi, Fantasy</genre>", ["Sci-Fi, Fantasy"]),
    ])
    func lists(inner: String, expected: [String]) throws {
        #expect(try NFOSamples.movie(inner).genres == expected)
    }

    @Test(arguments: ["genre", "tag", "style", "country", "studio", "director", "credits", "writer"])
    func everyListIsRead(name: String) throws {
        let entry = try NFOSamples.movie("<\(name)>A / B</\(name)><\(name)>C</\(name)>")
        let lists = [
            entry.genres, entry.tags, entry.styles, entry.countries, entry.studios, entry.directors, entry.writers,
        ]
        #expect(lists.filter { $0 == ["A", "B", "C"] }.count == 1)
        #expect(lists.filter(\.isEmpty).count == lists.count - 1)
    }

    @Test func writersStandInTwoElements() throws {
        #expect(try NFOSamples.movie("<credits>A</credits><writer>a</writer><writer>B</writer>").writers == ["A", "B"])
    }

    @Test(arguments: [
        ("<mpaa>PG-13</mpaa>", ["PG-13"]),
        ("<mpaa>Rated R for violence</mpaa>", ["Rated R for violence"]),
        ("<certification>US:R / GB:15</certification>", ["US:R / GB:15"]),
        ("<certification>GB:15</certification><mpaa>R</mpaa>", ["R", "GB:15"]),
        ("<mpaa>R</mpaa><certification>R</certification>", ["R"]),
        ("<mpaa></mpaa>", []),
    ])
    func certificates(inner: String, expected: [String]) throws {
        #expect(try NFOSamples.movie(inner).certificates == expected)
    }

    @Test(arguments: [
        ("<lockdata>true</lockdata>", true, []), ("<lockdata>1</lockdata>", true, []),
        ("<lockdata>false</lockdata>", false, []),
        ("<lockdata></lockdata>", false, []),
        ("<lockedfields>Name|Genres|Cast</lockedfields>", false, ["Name", "Genres", "Cast"]),
        ("", false, [String]()),
    ])
    func locks(inner: String, isLocked: Bool, fields: [String]) throws {
        let entry = try NFOSamples.movie(inner)
        #expect(entry.isLocked == isLocked)
        #expect(entry.lockedFields == fields)
    }

    @Test func theStateOfASeriesIsItsOwnWord() throws {
        #expect(try NFOSamples.series("<status>Returning Series</status>").status == "Returning Series")
    }

    @Test func whatFileInfoSaysIsIgnored() throws {
        let inner = """
            <fileinfo><streamdetails><video><title>no</title><runtime>5</runtime><width>7</width></video>
            <audio><genre>no</genre></audio></streamdetails></fileinfo>
            """
        #expect(try NFOSamples.movie(inner) == NFOSamples.movie(""))
    }
}
