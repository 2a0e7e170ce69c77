import Accounts
import Activity
import Administration
import Basics
import Domain
import Embedding
import Jobs
import NIOPosix
package import Recommendations
import Search
import Storage
import SurfaceDiscovery

/// What recommends titles and says why, wired to stores, engines and the settings as they are at each moment.
package struct RecommendationFeatures: Sendable {
    package let runner: RecommendationRunner
    /// How good the recommendations are.
    package let measuring: RecommenderMeasuring
    let channels: Channels
    let picks: StoredPicks
    let taste: TasteProfiles
    let omissions: TasteOmissions
    let together: Together
    let jobs: [any JobType]
    /// What the interface for browsers needs of it.
    let surface: DiscoveryFeatures.Recommended
    let libraries: PickLibraries

    init(_ base: Base, _ stores: Stores, _ engines: Engines, _ settings: Settings, folder: DataFolder) {
        let (world, profiles, chat) = (World.live, base.profiles, engines.live.chatModel)
        let reader = TasteReader(
            sources: stores.tasteSources, taste: stores.tastes, vectors: Self.vectors(base.index, engines.models),
            threads: engines.threads, world: world)
        let learning = Self.learning(engines)
        runner = RecommendationRunner(
            reader: reader,
            stores: RecommendationRunner.Stores(
                runs: stores.recommendations, marks: stores.recommenderMarks, accounts: stores.accounts,
                personal: stores.personalSettings),
            profiles: profiles,
            explainer: PickExplainer(
                catalogue: stores.catalogue, taste: stores.tastes, chat: chat, world: world),
            settings: { settings.values.recommendations }, learning: learning, threads: engines.threads, world: world)
        measuring = RecommenderMeasuring(
            reader: reader, marks: stores.recommenderMarks, settings: { settings.values.recommendations },
            learning: learning)
        picks = StoredPicks(store: stores.recommendations, titles: stores.browse, profiles: profiles)
        let insights = PickInsights(
            store: stores.recommendations, titles: stores.browse, taste: stores.tasteFacts, profiles: profiles,
            runner: runner)
        let topPicks = TopPicks(
            store: stores.topPicks, settings: { settings.values.topPicks }, profiles: profiles, world: world)
        taste = TasteProfiles(
            store: stores.tastes, source: stores.tasteFacts, profiles: profiles, model: chat, world: world)
        omissions = TasteOmissions(
            store: stores.tastes, titles: stores.browse, profiles: profiles, runner: runner, world: world)
        together = Together(accounts: stores.accounts, titles: stores.browse, profiles: profiles, runner: runner)
        surface = DiscoveryFeatures.Recommended(
            picks: picks, insights: insights, runner: runner, marks: stores.recommenderMarks, taste: taste,
            omissions: omissions, topPicks: topPicks, together: together)
        channels = Channels(
            store: stores.channels,
            around: Channels.Surroundings(
                accounts: stores.accounts, identities: stores.identities, titles: stores.browse, taste: reader,
                profiles: profiles, threads: engines.threads),
            search: base.search, server: engines.live.mediaServer, model: chat, world: world)
        libraries = PickLibraries(
            PickLibraries.Sources(
                picks: picks, readers: stores.recommendations, top: topPicks, titles: stores.browse,
                videos: stores.videos, accounts: base.accounts, identities: stores.identities,
                personal: stores.personalSettings),
            server: engines.live.mediaServer, pictures: engines.pictures, ffmpeg: engines.media.ffmpeg,
            threads: engines.media.scanThreads, world: world, settings: { settings.values.libraries(in: folder) })
        jobs = runner.jobs + [EvaluateRecommendations(measuring, world: world)] + libraries.jobs
    }

    /// What recommendations share with other features.
    struct Base {
        let accounts: Accounts
        let profiles: Profiles
        let search: TitleSearch
        let index: LiveIndex
    }

    /// Leaves a core to those who are watching.
    private static func learning(_ engines: Engines) -> ItemLearning {
        var settings = ItemModelSettings()
        settings.threads = ServerLimits.learningThreads
        return ItemLearning(settings, threads: engines.learningThreads)
    }

    /// The vectors that answer searches, by the model that made them.
    private static func vectors(
        _ index: LiveIndex, _ models: SearchModels
    ) -> @Sendable () -> CurrentVectors? {
        {
            guard let vectors = index.vectors, let model = models.serving?.model.id else { return nil }
            return CurrentVectors(index: vectors, model: model)
        }
    }
}

extension SettingValues {
    /// How libraries of picks are written.
    fileprivate func libraries(in folder: DataFolder) -> LibrarySettings {
        var settings = LibrarySettings(
            places: LibraryPlaces(root: text(.outputPath) ?? folder.libraries, serverRoot: text(.outputServerPath)))
        settings.places.mappings = pathMappings
        settings.output = output
        settings.titles = libraryTitles
        settings.explanations = explanations
        settings.topPicks = topPicks
        return settings
    }
}
