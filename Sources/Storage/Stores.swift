package import Basics
package import SQL

/// All stores over one database, on either driver.
///
/// The database is migrated already. Each store is a small value, one transaction per method.
package struct Stores: Sendable {
    package let accounts: SQLAccountStore
    package let sessions: SQLSessionStore
    package let identities: SQLIdentityStore
    package let secrets: SQLSecretStore
    package let rateWindows: SQLRateWindows
    package let catalogue: SQLCatalogueStore
    package let enrichment: SQLEnrichmentStore
    package let index: SQLIndexStore
    package let owned: SQLOwnedSetStore
    package let uploads: SQLUploadStore
    package let answers: SQLAnswerStore
    package let statistics: SQLLibraryStatistics
    package let jobs: SQLJobStore
    package let schedules: SQLScheduleStore
    package let feed: SQLChangeFeed
    package let profiles: SQLProfileStore
    package let watching: SQLWatchStore
    package let history: SQLWatchHistory
    package let ratings: SQLRatingStore
    package let trakt: SQLTraktStore
    package let browse: SQLBrowseStore
    package let playbacks: SQLPlaybackStore
    package let releases: SQLAppReleaseStore
    package let audit: SQLAuditStore
    package let settings: SQLSettingStore
    package let personalSettings: SQLPersonalSettingStore
    package let modelFacts: SQLModelFacts
    package let purge: SQLPurgeStore
    package let media: SQLMediaStore
    package let videos: SQLVideoStore
    package let serverLibraries: SQLServerLibraryStore
    package let serverTitles: SQLServerTitleStore
    package let serverPlays: SQLServerPlayStore
    package let topPicks: SQLTopPicksStore
    package let recommendations: SQLRecommendationStore
    package let tasteSources: SQLTasteSources
    package let tastes: SQLTasteStore
    package let channels: SQLChannelStore
    package let recommenderMarks: SQLRecommenderMarkStore
    package let tasteFacts: SQLTasteFacts
    package let imports: SQLImportStore
    package let filmNames: SQLFilmNameStore
    package let rankings: SQLRankingStore
    package let records: SQLPersonalRecordStore
    package let scenes: SQLSceneStore
    package let archive: SQLArchiveMirror
    package let plans: SQLPlanStore
    package let repairs: SQLCatalogueRepairStore

    package init(database: any SQLDatabase, world: World = .live) {
        accounts = SQLAccountStore(database: database)
        sessions = SQLSessionStore(database: database)
        identities = SQLIdentityStore(database: database)
        secrets = SQLSecretStore(database: database)
        rateWindows = SQLRateWindows(database: database)
        catalogue = SQLCatalogueStore(database: database, world: world)
        enrichment = SQLEnrichmentStore(database: database, world: world)
        index = SQLIndexStore(database: database)
        owned = SQLOwnedSetStore(database: database)
        uploads = SQLUploadStore(database: database)
        answers = SQLAnswerStore(database: database)
        statistics = SQLLibraryStatistics(database: database)
        jobs = SQLJobStore(database: database)
        schedules = SQLScheduleStore(database: database)
        feed = SQLChangeFeed(database: database)
        profiles = SQLProfileStore(database: database)
        watching = SQLWatchStore(database: database)
        history = SQLWatchHistory(database: database)
        ratings = SQLRatingStore(database: database, world: world)
        trakt = SQLTraktStore(database: database, ratings: ratings)
        browse = SQLBrowseStore(database: database)
        playbacks = SQLPlaybackStore(database: database)
        releases = SQLAppReleaseStore(database: database)
        audit = SQLAuditStore(database: database)
        settings = SQLSettingStore(database: database)
        personalSettings = SQLPersonalSettingStore(database: database)
        modelFacts = SQLModelFacts(database: database)
        purge = SQLPurgeStore(database: database)
        media = SQLMediaStore(database: database, world: world)
        videos = SQLVideoStore(database: database)
        serverLibraries = SQLServerLibraryStore(database: database)
        serverTitles = SQLServerTitleStore(database: database, world: world)
        serverPlays = SQLServerPlayStore(database: database)
        topPicks = SQLTopPicksStore(database: database)
        recommendations = SQLRecommendationStore(database: database)
        tasteSources = SQLTasteSources(database: database)
        tastes = SQLTasteStore(database: database)
        channels = SQLChannelStore(database: database)
        recommenderMarks = SQLRecommenderMarkStore(database: database)
        tasteFacts = SQLTasteFacts(database: database)
        imports = SQLImportStore(database: database, ratings: ratings, world: world)
        filmNames = SQLFilmNameStore(database: database)
        rankings = SQLRankingStore(database: database)
        records = SQLPersonalRecordStore(database: database)
        scenes = SQLSceneStore(database: database)
        archive = SQLArchiveMirror(database: database, world: world)
        plans = SQLPlanStore(database: database, world: world)
        repairs = SQLCatalogueRepairStore(database: database, world: world)
    }
}
