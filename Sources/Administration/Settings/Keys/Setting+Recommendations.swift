import Domain

/// The settings by which recommendations of one kind of title are chosen.
package struct PickKeys: Sendable {
    package let candidatesMax: Setting
    package let selectedCount: Setting
    package let historyMax: Setting
    package let similarity: Setting
    package let novelty: Setting
    package let rating: Setting
    package let diversity: Setting

    init(_ kind: String, _ standard: PickSettings) {
        func count(_ name: String, _ value: Int, max most: Int, _ summary: String) -> Setting {
            Setting("recommendations.\(kind).\(name)", .int(1...most), String(value), summary, effect: .atOnce)
        }
        func weight(_ name: String, _ value: Double, _ what: String) -> Setting {
            Setting(
                "recommendations.\(kind).\(name)_weight", .number(0...1), SettingKind.written(value),
                "How much \(what) counts.", effect: .atOnce)
        }
        let weights = standard.weights
        candidatesMax = count("max_candidates", standard.candidatesMax, max: 1_000_000, "Titles that are looked at.")
        selectedCount = count("selected_count", standard.selectedCount, max: 10_000, "Titles that are picked.")
        historyMax = count(
            "recent_watch_limit", standard.historyMax, max: 100_000, "Watched titles that the taste is made of.")
        similarity = weight("similarity", weights.similarity, "the likeness to what was liked")
        novelty = weight("novelty", weights.novelty, "what is new to the person")
        rating = weight("rating", weights.rating, "the community's rating")
        diversity = weight("diversity", weights.diversity, "the difference of the picks from one another")
    }

    package var all: [Setting] {
        [candidatesMax, selectedCount, historyMax, similarity, novelty, rating, diversity]
    }
}

extension Setting {
    package static let moviePicks = PickKeys("movies", .movies)
    package static let seriesPicks = PickKeys("series", .series)

    package static let explanations = Setting(
        "explanations.enabled", .flag, "true", "Whether explanations are written into files for a media server.",
        effect: .atOnce)
    package static let explanationOverride = Setting(
        "explanations.allow_override", .flag, "false",
        "Whether people whom an administrator lets may decide that for themselves.", effect: .atOnce)

    static let recommendations = moviePicks.all + seriesPicks.all + [explanations, explanationOverride]
}

// What is written for a media server.
extension Setting {
    package static let outputPath = Setting(
        "output.path", .text(.path), "The folder into which libraries of picks are written.", effect: .atOnce,
        without: "`virtual-libraries` in the data folder")
    package static let outputServerPath = Setting(
        "output.server_path", .text(.path), "The same folder as the media server sees it.", effect: .atOnce,
        without: "as `output.path`")
    package static let outputMappings = Setting(
        "output.path_mappings", .list(.mapping),
        "Folders that have one path for the media server and another one here.", effect: .atOnce,
        without: "all paths are the same")
    package static let linksMovies = Setting(
        "output.movies_use_symlinks", .flag, "false",
        "Whether libraries of films hold links to the files instead of `.strm` files.", effect: .atOnce)
    package static let linksSeries = Setting(
        "output.series_use_symlinks", .flag, "true", "The same for series.", effect: .atOnce)
    package static let movieLibraryTitle = Setting(
        "library_titles.movies", .text(.template), LibraryTitleTemplates().movies,
        "The name of a person's library of films, with the tags \(tags).", effect: .atOnce)
    package static let seriesLibraryTitle = Setting(
        "library_titles.series", .text(.template), LibraryTitleTemplates().series, "The same for series.",
        effect: .atOnce)

    static let output = [
        outputPath, outputServerPath, outputMappings, linksMovies, linksSeries, movieLibraryTitle, seriesLibraryTitle,
    ]

    private static let tags = LibraryTitleTag.allCases.map { "`\($0.text)`" }.joined(separator: ", ")
}
