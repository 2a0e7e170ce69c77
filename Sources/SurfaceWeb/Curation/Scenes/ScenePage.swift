import Basics
import Domain
import SurfaceKit

/// A scene of the archive: what it is, what was proposed for it, and what can be changed by hand.
struct ArchiveScenePage: Sendable {
    struct Fact: Sendable {
        let factName: String
        let factValue: String
        let factLink: String?
    }

    /// A tag or performer with the form that takes it off.
    struct Name: Sendable {
        let nameID: String
        let nameText: String
        let nameLink: String
    }

    struct File: Sendable {
        let filePath: String
        let fileFacts: String
        let fingerprints: String?
    }

    /// What was proposed once.
    struct Proposal: Sendable {
        let row: ChangeRow
        let planLink: String
        let planNumber: String
    }

    let shell: Shell
    /// The archive's id.
    let scene: String
    /// Where its forms go.
    let scenePlace: String
    let heading: String
    let notice: String?
    let problem: String?
    let plot: String?
    let facts: [Fact]
    let tags: [Name]
    let performers: [Name]
    let hasTags: Bool
    let hasPerformers: Bool
    let files: [File]
    let hasFiles: Bool
    let proposals: [Proposal]
    let hasProposals: Bool
    let form: SceneForm
    let canWrite: Bool
    let isWide: Bool
    let nameMax = WebLimits.archiveNameCharactersMax

    init(shell: Shell, content: SceneContent, news: SceneNews, now: Instant) {
        let (scene, facts) = (content.scene, content.scene.facts)
        self.shell = shell
        self.scene = facts.upstreamID
        scenePlace = SceneAddress.of(facts.upstreamID)
        heading = facts.shownTitle
        (notice, problem) = (news.notice, news.problem?.words)
        plot = facts.details.flatMap { $0.isBlank ? nil : $0 }
        self.facts = Self.facts(scene, now: now)
        tags = facts.tags.map { Name($0, filter: "tag") }
        performers = facts.performers.map { Name($0, filter: "performer") }
        (hasTags, hasPerformers) = (!tags.isEmpty, !performers.isEmpty)
        files = facts.files.map { File($0) }
        hasFiles = !files.isEmpty
        let only = PlanChoice().with { $0.subject = facts.upstreamID }
        proposals = content.history.map { change in
            Proposal(
                row: ChangeRow(change), planLink: only.address(change.plan), planNumber: change.plan.description)
        }
        hasProposals = !proposals.isEmpty
        form = news.form ?? SceneForm(facts)
        canWrite = content.hasArchive
        isWide = news.form != nil
    }

    private static func facts(_ scene: Scene, now: Instant) -> [Fact] {
        let facts = scene.facts
        func link(_ filter: String, _ name: String) -> String {
            "\(CurationDoor.archive)?\(filter)=\(PercentText.encode(name))"
        }
        let known: [(String, String?, String?)] = [
            ("Studio", facts.studio?.name, facts.studio.map { link("studio", $0.name) }), ("Date", facts.date, nil),
            ("Code", facts.code, nil), ("Director", facts.director, nil),
            ("Rating", facts.rating100.map { "\($0) of 100" }, nil),
            ("Organised", facts.isOrganized ? "yes" : "no", nil),
            ("Looked through", scene.isAnalyzed ? "yes" : "not yet", nil),
            ("Addresses", facts.urls.isEmpty ? nil : facts.urls.joined(separator: "\n"), nil),
            ("Made in Stash", Moments.words(facts.createdAt, now: now), nil),
            ("Read from Stash", Moments.words(scene.lastSyncedAt, now: now), nil),
            ("Number in Stash", facts.upstreamID, nil),
        ]
        return known.compactMap { name, value, link in
            value.flatMap { $0.isBlank ? nil : Fact(factName: name, factValue: $0, factLink: link) }
        }
    }
}

extension ArchiveScenePage.Name {
    init(_ name: ArchiveName, filter: String) {
        nameID = name.id
        nameText = name.name
        nameLink = "\(CurationDoor.archive)?\(filter)=\(PercentText.encode(name.name))"
    }
}

extension ArchiveScenePage.File {
    init(_ file: SceneFile) {
        filePath = file.path
        let picture = file.width.flatMap { width in file.height.map { "\(width) × \($0)" } }
        fileFacts = [
            file.size.map { CurationWords.size($0) }, file.duration.map { CurationWords.duration($0) }, picture,
            file.frameRate.map { "\(Self.decimals($0)) pictures a second" },
            file.bitRate.map { "\(Moments.grouped(Int($0 / 1000))) kbit/s" }, file.format, file.videoCodec,
            file.audioCodec,
        ].compactMap(\.self).joined(separator: " · ")
        let prints = file.fingerprints.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        fingerprints = prints.isEmpty ? nil : prints.joined(separator: ", ")
    }

    /// "25", "59.94"
    private static func decimals(_ number: Double) -> String {
        guard number.isFinite, (0..<100_000).contains(number) else { return "?" }
        let hundredths = Int((number * 100).rounded())
        let rest = hundredths % 100
        if rest == 0 { return String(hundredths / 100) }
        return "\(hundredths / 100)." + (rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest))
    }
}

/// What a scene's page is made from.
struct SceneContent: Sendable {
    let scene: Scene
    let history: [PlanChange]
    let hasArchive: Bool
}

/// What there is to say beside a scene.
struct SceneNews: Sendable {
    var notice: String?
    var problem: CurationProblem?
    /// What was entered and not taken.
    var form: SceneForm?
}
