import Domain
import Testing

@testable import Administration

@Suite("Values in effect")
struct SettingValuesTests {
    private static func given(_ values: [String: String]) throws -> SettingValues {
        try SettingValues { values[$0.key] }
    }

    @Test("stored counts more than the environment, and that more than the default")
    func precedence() throws {
        let nothing = try Self.given([:])
        #expect(nothing.int(.rateSearch) == 60 && nothing.origin(of: .rateSearch) == .standard)
        let given = try Self.given(["rate.search": "70", "media.watch": ""])
        #expect(given.int(.rateSearch) == 70 && given.origin(of: .rateSearch) == .environment)
        #expect(given.flag(.watchesFolders) && given.origin(of: .watchesFolders) == .standard)
        let stored = given.storing(["rate.search": "80", "media.watch": "false"])
        #expect(stored.int(.rateSearch) == 80 && stored.origin(of: .rateSearch) == .stored)
        #expect(!stored.flag(.watchesFolders))
        #expect(stored.storing([:]).int(.rateSearch) == 70, "what is stored replaces what was stored")
    }

    @Test("an empty stored value says none, whatever the environment says")
    func none() throws {
        let values = try Self.given(["media_server.url": "http://nas", "tmdb.language": "de-DE"])
            .storing(["media_server.url": "", "tmdb.language": ""])
        #expect(values.text(.mediaServerURL) == nil && values.origin(of: .mediaServerURL) == .stored)
        #expect(values.text(.tmdbLanguage) == "en-US", "what must have a value gets its default")
    }

    @Test("what may not be stored, and what is not allowed any more, is as if it were not stored")
    func ignored() throws {
        let values = try Self.given([:]).storing([
            "server.port": "1", "rate.search": "0", "no.such.key": "x", "embedding.provider": "abacus",
        ])
        #expect(values.int(.port) == 5020 && values.int(.rateSearch) == 60)
        #expect(values.text(.embeddingProvider) == "builtin")
        #expect(values.origin(of: .rateSearch) == .standard)
    }

    @Test("a bad value of the environment is told at once")
    func badEnvironment() {
        #expect(throws: SettingsError.self) { try Self.given(["rate.search": "0"]) }
    }

    @Test("without a word everything is as the contract says")
    func standards() throws {
        let values = try Self.given([:])
        #expect(values.recommendations == RecommendationSettings())
        #expect(values.topPicks == TopPicksSettings())
        #expect(values.output == OutputSettings() && values.explanations == ExplanationSettings())
        #expect(values.libraryTitles == LibraryTitleTemplates())
        #expect(values.recommendations.series.selectedCount == 12)
        #expect(values.topPicks.movies.libraryName == "Top Picks - Movies")
    }

    @Test("each setting changes its own value")
    func typed() throws {
        let values = try Self.given([:]).storing([
            "recommendations.series.max_candidates": "7", "recommendations.movies.novelty_weight": "0.9",
            "top_picks.series_playlist_enabled": "true", "top_picks.completion_weight": "1",
            "output.movies_use_symlinks": "true", "explanations.allow_override": "true",
            "library_titles.series": "Mine", "server.public_url": "https://films.example",
        ])
        #expect(values.recommendations.series.candidatesMax == 7)
        #expect(values.recommendations.movies.candidatesMax == 50_000)
        #expect(values.recommendations.movies.weights.novelty == 0.9)
        #expect(values.topPicks.series.hasPlaylist && !values.topPicks.movies.hasPlaylist)
        #expect(values.topPicks.weights.completion == 1)
        #expect(values.output.linksMovies && values.explanations.allowsOverride)
        #expect(values.libraryTitles.series == "Mine")
        #expect(values.traktRedirectURI == "https://films.example/api/trakt/callback")
    }

    @Test("of a secret only the end is shown")
    func shown() throws {
        let values = try Self.given(["openai.api_key": "sk-0123456789", "rate.search": "9"])
        #expect(values.shown(.openAIKey) == "••••••••6789" && values.shown(.rateSearch) == "9")
        #expect(values.shown(.mediaServerKey) == nil)
    }
}
