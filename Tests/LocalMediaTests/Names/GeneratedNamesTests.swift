import Testing

@testable import LocalMedia

/// Names made from known pieces in every layout: the pieces have to come back.
@Suite("Names made from pieces")
struct GeneratedNamesTests {
    /// Titles that do not change when dots stand for blanks.
    private static let titles = [
        "Alien", "The Third Man", "Blade Runner 2049", "12 Monkeys", "300", "1917", "2012", "Se7en", "Room 237",
        "Apollo 13", "The Italian Job", "Uncut Gems", "Internal Affairs", "Сталкер", "七人の侍", "기생충",
        "Amélie", "Kış Uykusu", "Web of Lies", "Cam", "Step Up 3D", "Toy Story 3", "Part Two", "The Last Episode",
    ]
    private static let years = [1888, 1927, 1968, 1984, 1999, 2000, 2017, 2025]

    private static let spaced = [
        "{t} ({y})", "{t} [{y}]", "{t} ({y}) [1080p]", "{t} ({y}) (1080p BluRay x265)", "{t} ({y}) {tmdb-5}",
        "{t} ({y}) [imdbid-tt0113277] [1080p]", "{t} {tmdb-5} ({y})", "{t} ({y}) - 1080p", "{t} ({y})-GRP",
        "[Grp] {t} ({y}) [1080p][AB12CD34]", "{t} {y} 1080p BluRay x264-GRP", "{t} {y}", "{t} - {y}",
        "{t} ({y}) Extended Cut", "{t}  ({y})", "{t} ({y}) 3D HSBS", "{t} ({y}) tt0113277",
    ]
    private static let dotted = [
        "{t}.{y}.1080p.BluRay.x264-GRP", "{t}.{y}.2160p.UHD.BluRay.REMUX.HDR.HEVC.DTS-HD.MA.5.1-GRP",
        "{t}.({y}).720p", "{t}.{y}", "{t}.{y}.GERMAN.DL.1080p.WEB.H264-GRP", "{t}.{y}.Directors.Cut.1080p",
        "{t}.{y}.PROPER.1080p.WEB-DL.DDP5.1.H.264-GRP", "{t}.{y}.EXTENDED.BluRay", "{t}.{y}.S", "{t}.[{y}].[1080p]",
    ].filter { !$0.hasSuffix(".S") }

    private func name(_ layout: String, _ title: String, _ year: Int) -> String {
        layout.replacing("{t}", with: title).replacing("{y}", with: String(year))
    }

    @Test(arguments: titles)
    func filmsComeBack(_ title: String) {
        for year in Self.years {
            for layout in Self.spaced {
                let film = FilmName(name(layout, title, year), currentYear: 2025)
                #expect(film.title == title, "\(layout) \(year)")
                #expect(film.year == year, "\(layout) \(title)")
            }
            for layout in Self.dotted {
                let dotted = name(layout, title.replacing(" ", with: "."), year)
                let film = FilmName(dotted, currentYear: 2025)
                #expect(film.title == title, "\(layout) \(year)")
                #expect(film.year == year, "\(layout) \(title)")
                let underscored = dotted.replacing(".", with: "_").replacing("-", with: "_")
                #expect(FilmName(underscored, currentYear: 2025).title == title, "\(underscored)")
            }
        }
    }

    private static let episodes: [(layout: String, rule: EpisodeRule)] = [
        ("{t} S{s}E{e}", .seasonEpisode), ("{t} - S{s}E{e} - The Title", .seasonEpisode),
        ("{t} - s{s}e{e} - The Title [1080p]", .seasonEpisode), ("{t} {s}x{e}", .cross),
        ("{t} - {s}x{e} - The Title", .cross), ("{t} Season {s} Episode {e}", .words),
        ("{t} - Staffel {s} Folge {e}", .words), ("[Grp] {t} - S{s}E{e} (720p)", .seasonEpisode),
        ("{t} (2010) S{s}E{e}", .seasonEpisode), ("{t} S{s} E{e}", .seasonEpisode), ("{t} [{s}x{e}] The Title", .cross),
        ("S{s}E{e} - The Title", .seasonEpisode), ("{s}x{e}", .cross),
    ]

    @Test(arguments: titles)
    func episodesComeBack(_ title: String) {
        for (season, number) in [(1, 1), (2, 10), (0, 3), (12, 99), (1, 24)] {
            for (layout, rule) in Self.episodes {
                let name = layout.replacing("{t}", with: title)
                    .replacing("{s}", with: season < 10 ? "0\(season)" : "\(season)")
                    .replacing("{e}", with: number < 10 ? "0\(number)" : "\(number)")
                for hint in [nil, title] {
                    let episode = EpisodeName(name, EpisodeHints(seriesTitle: hint, currentYear: 2025))
                    #expect(episode.season == season, "\(name)")
                    #expect(episode.numbers == [number], "\(name)")
                    #expect(episode.rule == rule, "\(name)")
                    #expect(episode.title == (layout.contains("The Title") ? "The Title" : nil), "\(name)")
                }
            }
        }
    }

    /// A number alone counts behind the series' own name, whatever digits that name has.
    @Test(arguments: titles)
    func plainNumbersComeBack(_ title: String) {
        let layouts = [
            "{t} - {e}", "[Grp] {t} - {e} [1080p]", "{t} {e}", "{t}.{e}.720p.x264", "{t}_-_{e}_[720p]",
            "{e} - The Title", "[Grp][{t}][{e}][1080p]", "{t} - {e}v2", "{t} #{e}",
        ]
        for number in [1, 7, 24, 99, 100, 679, 1071] {
            let digits = number < 10 ? "0\(number)" : "\(number)"
            for layout in layouts {
                let name = layout.replacing("{t}", with: title).replacing("{e}", with: digits)
                let hints = EpisodeHints(seriesTitle: title, folderSeason: 3, currentYear: 2025)
                let episode = EpisodeName(name, hints)
                #expect(episode.numbers == [number], "\(name)")
                #expect(episode.season == 3, "\(name)")
            }
        }
    }

    @Test(arguments: ["en", "eng", "english", "pt-BR", "zh-Hans", "ger", "русский"])
    func subtitlesComeBack(_ word: String) {
        let language = SubtitleName(word).language
        #expect(language != nil)
        for sign in [".", "_", "-", " "] {
            for (flags, isForced, isSDH) in [("", false, false), ("forced", true, false), ("sdh", false, true)] {
                let tail = flags.isEmpty ? "" : sign + flags
                let name = SubtitleName("\(sign)\(word)\(tail)")
                #expect(name.language == language, "\(sign)\(word)\(tail)")
                #expect(name.isForced == isForced)
                #expect(name.isSDH == isSDH)
                #expect(name.title == nil)
            }
        }
    }
}
