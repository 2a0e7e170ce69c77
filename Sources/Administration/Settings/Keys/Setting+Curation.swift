// A personal video archive that another server keeps.
extension Setting {
    package static let stashURL = Setting(
        "stash.url", .url, "The address of Stash, without `/graphql`.", effect: .atOnce, without: "there is no archive")
    package static let stashKey = Setting(
        "stash.api_key", .secret, "Its API key, where it wants one.", effect: .atOnce, home: "stash.url")
    package static let syncIncremental = Setting(
        "sync.incremental", .flag, "true", "Whether only what has changed is read again.", effect: .atOnce)
    package static let syncBatchSize = Setting(
        "sync.batch_size", .int(1...1000), "100", "Rows that are read at a time.", effect: .atOnce)
    package static let syncIntervalMinutes = Setting(
        "sync.interval_minutes", .int(0...10_080), "5", "Minutes between two looks at the archive, 0 for none.",
        effect: .atOnce)

    static let archive = [stashURL, stashKey, syncIncremental, syncBatchSize, syncIntervalMinutes]
}

// What is proposed about its scenes, and who may decide.
extension Setting {
    package static let analysisThreshold = Setting(
        "analysis.confidence_threshold", .number(0...1), "0.7", "How sure a proposal must be, from 0 to 1.",
        effect: .atOnce)
    package static let analysisBatchSize = Setting(
        "analysis.batch_size", .int(1...100), "15", "Scenes that a language model is asked about at once.",
        effect: .atOnce)
    package static let analysisParallel = Setting(
        "analysis.max_concurrent", .int(1...16), "3", "Questions to it at the same time.", effect: .atOnce)
    package static let analysisCreatesMissing = Setting(
        "analysis.create_missing", .flag, "false", "Whether names are proposed that the archive does not know yet.",
        effect: .atOnce)
    package static let studioPatterns = Setting(
        "analysis.studio_patterns", .text(.studioPatterns),
        "Regular expressions by which paths tell studios, as an object like `{\"^dh_\": \"Pier\"}`.", effect: .atOnce)
    package static let analysisAutomatic = Setting(
        "analysis.automatic", .flag, "false", "Whether new scenes are analysed by themselves.", effect: .atOnce)
    package static let analysisApplyAbove = Setting(
        "analysis.apply_above", .text(.share), "How sure what is found by itself must be to be applied by itself.",
        effect: .atOnce, without: "nothing is")
    package static let curationAuth = Setting(
        "security.curation_auth", .choice(["auto", "off", "required"]), "auto",
        "Who must sign in at the curation API: `auto`, everybody but neighbours in a private network; `off`, nobody.",
        effect: .atOnce)
    package static let corsOrigins = Setting(
        "security.cors_origins", .list(.webOrigin), "Web pages that may use it from browsers.", effect: .atOnce,
        without: "the server's own")

    static let curation = [
        analysisThreshold, analysisBatchSize, analysisParallel, analysisCreatesMissing, studioPatterns,
        analysisAutomatic, analysisApplyAbove, curationAuth, corsOrigins,
    ]
}
