import Basics
import Curation
import Domain

/// The archive: how much there is, how far it is read, and its scenes.
struct ArchiveRoomPage: Sendable {
    struct Message: Sendable {
        let messageTitle: String
        let messageText: String
    }

    /// A quantity with its name.
    struct Figure: Sendable {
        let figureName: String
        let figureValue: String
    }

    struct StudioChart: Sendable {
        let bars: [Bar]
    }

    let shell: Shell
    let notice: String?
    let problem: String?
    let work: [WorkRow]
    let hasWork: Bool
    let connect: ConnectForm
    /// Nil before it is known where the archive is.
    let sync: SyncPanel?
    let figures: [Figure]
    let hasFigures: Bool
    let byStudio: StudioChart?
    /// Nil where there is nothing to be filtered.
    let filters: ArchiveFilters?
    let unknownNames: [String]
    let rows: [SceneRow]
    let hasRows: Bool
    let count: String
    let chosenFields: [HiddenField]
    let analysis: AnalysisForm?
    let message: Message?
    let previous: String?
    let next: String?
    let records: [WorkRecord]
    let hasRecords: Bool

    init(shell: Shell, content: ArchiveContent, news: ArchiveNews, choice: ArchiveChoice, now: Instant) {
        self.shell = shell
        problem = news.problem?.words
        work = content.work.map { WorkRow($0, on: choice.address(page: choice.page), now: now) }
        hasWork = !work.isEmpty
        // What was begun is told while it is under way; afterwards its outcome is.
        notice = news.notice.flatMap { $0.isOfWork && content.work.isEmpty ? nil : $0.words }
        connect = ConnectForm(content, news)
        sync = content.address.map { _ in SyncPanel(content, choice, now: now) }
        let isEmpty = content.summary.scenes == 0
        figures = isEmpty ? [] : Self.figures(content)
        hasFigures = !isEmpty
        let studios = content.summary.byStudio.prefix(WebLimits.studioBarsMax)
        byStudio =
            studios.isEmpty
            ? nil
            : StudioChart(
                bars: Bar.all(of: studios.map { ($0.name, $0.scenes) }) { Moments.count($0, "scene") })
        filters = isEmpty ? nil : ArchiveFilters(choice)
        unknownNames = content.unknown
        rows = content.page.scenes.map { SceneRow($0) }
        hasRows = !rows.isEmpty
        count = Moments.count(content.page.total, "scene") + (choice.isNarrow ? " that the filters show" : "")
        chosenFields = choice.fields
        analysis = hasRows ? AnalysisForm(content, choice) : nil
        message = rows.isEmpty ? Self.message(content, choice) : nil
        previous = choice.page > 1 ? choice.address(page: choice.page - 1) + "#scenes" : nil
        next =
            content.page.total > choice.page * WebLimits.scenesPerPage
            ? choice.address(page: choice.page + 1) + "#scenes" : nil
        records = content.ended.map { WorkRecord($0, now: now) }
        hasRecords = !records.isEmpty
    }

    private static func figures(_ content: ArchiveContent) -> [Figure] {
        let summary = content.summary
        let all = Double(max(1, summary.scenes))
        return [
            Figure(figureName: "scenes", figureValue: Moments.grouped(summary.scenes)),
            Figure(figureName: "organised", figureValue: CurationWords.percent(Double(summary.organized) / all)),
            Figure(figureName: "looked through", figureValue: CurationWords.percent(Double(summary.analyzed) / all)),
            Figure(figureName: "performers", figureValue: Moments.grouped(summary.performers)),
            Figure(figureName: "tags", figureValue: Moments.grouped(summary.tags)),
            Figure(figureName: "studios", figureValue: Moments.grouped(summary.studios)),
        ]
    }

    private static func message(_ content: ArchiveContent, _ choice: ArchiveChoice) -> Message {
        if choice.page > 1 {
            return Message(messageTitle: "This page is empty now.", messageText: "Go back to the first page.")
        }
        if choice.isNarrow, content.summary.scenes > 0 {
            return Message(
                messageTitle: "No scene fits.", messageText: "Choose other filters, or show everything.")
        }
        if content.address == nil {
            return Message(
                messageTitle: "There is no archive yet.",
                messageText: "Kinothek can look after the scenes of a Stash server: say below where it is.")
        }
        return Message(
            messageTitle: "Nothing has been read from Stash yet.",
            messageText: "Read everything once; afterwards only what changes is read.")
    }
}

/// What the archive's page is made from.
struct ArchiveContent: Sendable {
    /// Where Stash is; nil when nobody said so.
    let address: String?
    let hasKey: Bool
    let summary: SceneSummary
    let statistics: SyncStatistics
    let page: ScenePage
    let unknown: [String]
    let work: [Job]
    let ended: [Job]
    /// How sure a proposal has to be, as the setting says.
    let threshold: Double
}

/// What there is to say beside the scenes.
struct ArchiveNews: Sendable {
    var notice: ArchiveNotice?
    var problem: CurationProblem?
    /// What was entered as Stash's address and not taken.
    var enteredAddress: String?
}

/// A scene in the list.
struct SceneRow: Sendable {
    let sceneID: String
    let sceneTitle: String
    let sceneLink: String
    let scenePath: String?
    let facts: String
    let names: [String]
    let hasNames: Bool

    init(_ scene: Scene) {
        let facts = scene.facts
        sceneID = facts.upstreamID
        sceneTitle = facts.shownTitle
        sceneLink = SceneAddress.of(facts.upstreamID)
        scenePath = facts.files.first?.path
        let file = facts.files.first
        self.facts = [
            facts.studio?.name, facts.date, file?.duration.map { CurationWords.duration($0) },
            file?.size.map { CurationWords.size($0) }, facts.rating100.map { "rated \($0) of 100" },
            facts.isOrganized ? "organised" : nil, scene.isAnalyzed ? "looked through" : nil,
        ].compactMap(\.self).joined(separator: " · ")
        names = (facts.performers + facts.tags).prefix(WebLimits.namesShown).map(\.name)
        hasNames = !names.isEmpty
    }
}
