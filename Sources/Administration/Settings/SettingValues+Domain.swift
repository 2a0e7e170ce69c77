package import Domain

// What the settings say, in the words of those who act on it.
extension SettingValues {
    package var recommendations: RecommendationSettings {
        var settings = RecommendationSettings()
        settings.movies = picks(Setting.moviePicks)
        settings.series = picks(Setting.seriesPicks)
        return settings
    }

    private func picks(_ keys: PickKeys) -> PickSettings {
        var picks = PickSettings(
            candidatesMax: int(keys.candidatesMax), selectedCount: int(keys.selectedCount),
            historyMax: int(keys.historyMax))
        picks.weights.similarity = number(keys.similarity)
        picks.weights.novelty = number(keys.novelty)
        picks.weights.rating = number(keys.rating)
        picks.weights.diversity = number(keys.diversity)
        return picks
    }

    package var topPicks: TopPicksSettings {
        var settings = TopPicksSettings()
        settings.isEnabled = flag(.topPicksEnabled)
        settings.timeWindowDays = int(.topPicksDays)
        settings.viewersMin = int(.topPicksViewersMin)
        settings.weights.viewers = number(.topPicksViewersWeight)
        settings.weights.plays = number(.topPicksPlaysWeight)
        settings.weights.completion = number(.topPicksCompletionWeight)
        settings.movies = output(Setting.movieTopPicks)
        settings.series = output(Setting.seriesTopPicks)
        return settings
    }

    private func output(_ keys: TopPicksKeys) -> TopPicksOutput {
        var output = TopPicksOutput(name: text(keys.libraryName) ?? "")
        output.count = int(keys.count)
        output.collectionName = text(keys.collectionName) ?? ""
        output.hasLibrary = flag(keys.hasLibrary)
        output.hasCollection = flag(keys.hasCollection)
        output.hasPlaylist = flag(keys.hasPlaylist)
        output.links = flag(keys.links)
        return output
    }

    package var output: OutputSettings {
        var settings = OutputSettings()
        settings.linksMovies = flag(.linksMovies)
        settings.linksSeries = flag(.linksSeries)
        return settings
    }

    /// Where folders of the media server lie here.
    package var pathMappings: [PathMapping] { list(.outputMappings).compactMap { PathMapping($0) } }

    package var explanations: ExplanationSettings {
        var settings = ExplanationSettings()
        settings.isEnabled = flag(.explanations)
        settings.allowsOverride = flag(.explanationOverride)
        return settings
    }

    package var libraryTitles: LibraryTitleTemplates {
        var templates = LibraryTitleTemplates()
        templates.movies = text(.movieLibraryTitle) ?? templates.movies
        templates.series = text(.seriesLibraryTitle) ?? templates.series
        return templates
    }
}
