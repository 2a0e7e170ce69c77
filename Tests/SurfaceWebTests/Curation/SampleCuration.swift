import Basics
import Curation
import Domain
import TestKit

@testable import SurfaceWeb

/// Pages about scenes and plans with everything that they can show, every text of which is the given one.
enum SampleCuration {
    private static let now = Instant.test(0)

    static func archive(_ text: String) -> ArchiveRoomPage {
        var choice = ArchiveChoice()
        (choice.search, choice.studio, choice.tag, choice.page) = (text, text, text, 2)
        var statistics = SyncStatistics()
        statistics.finishedAt = [.scene: now.adding(seconds: -600)]
        statistics.pending = [.scene: 3, .tag: 1]
        statistics.isSyncing = true
        let content = ArchiveContent(
            address: text, hasKey: true, summary: summary(text), statistics: statistics,
            page: ScenePage(scenes: [scene(text, "31"), bare("34")], total: 130), unknown: [text],
            work: [job("sync_all", .running, text)], ended: ended(text), threshold: 0.7)
        return ArchiveRoomPage(
            shell: shell(text, .archive), content: content,
            news: ArchiveNews(notice: .reading, problem: CurationProblem(words: text), enteredAddress: text),
            choice: choice, now: now)
    }

    static func emptyArchive(_ text: String) -> ArchiveRoomPage {
        let content = ArchiveContent(
            address: nil, hasKey: false, summary: SceneSummary(), statistics: SyncStatistics(),
            page: ScenePage(scenes: [], total: 0), unknown: [], work: [], ended: [], threshold: 0.7)
        return ArchiveRoomPage(
            shell: shell(text, .archive), content: content, news: ArchiveNews(), choice: ArchiveChoice(), now: now)
    }

    static func scene(_ text: String) -> ArchiveScenePage {
        let content = SceneContent(scene: scene(text, "31"), history: changes(text), hasArchive: true)
        return ArchiveScenePage(
            shell: shell(text, .archive), content: content,
            news: SceneNews(notice: text, problem: CurationProblem(words: text)), now: now)
    }

    static func plans(_ text: String) -> PlansPage {
        var totals = PlanTotals()
        (totals.plans, totals.pendingPlans, totals.appliedPlans) = (70, 60, 10)
        totals.changes.pending = 1234
        let content = PlansContent(
            choice: PlansChoice(show: .all, page: 2), plans: [plan(text), plan(text, scope: .catalogue)], total: 70,
            totals: totals, work: [job("scene_analysis", .waiting, text)], canCheck: true, hasArchive: true)
        return PlansPage(
            shell: shell(text, .plans), content: content,
            news: PlansNews(notice: .forgotten, problem: CurationProblem(words: text)), now: now)
    }

    static func noPlans(_ text: String) -> PlansPage {
        let content = PlansContent(
            choice: PlansChoice(), plans: [], total: 0, totals: PlanTotals(), work: [], canCheck: false,
            hasArchive: false)
        return PlansPage(shell: shell(text, .plans), content: content, news: PlansNews(), now: now)
    }

    static func plan(_ text: String) -> PlanPage {
        var choice = PlanChoice()
        (choice.subject, choice.page, choice.least) = (text, 2, 80)
        let content = PlanContent(
            plan: plan(text), facts: PlanFacts(metadata(text)),
            subjects: [PlannedSubject(PlanSubject(scene(text, "31")), changes: changes(text))], shown: (120, 300),
            decidable: [.pending: 200, .approved: 3, .rejected: 1], stuck: 1, work: [], last: ended(text)[0])
        return PlanPage(
            shell: shell(text, .plans), content: content,
            news: PlanNews(
                notice: .accepted, count: 3, problem: CurationProblem(words: text),
                refused: RefusedEdit(change: ChangeID(1), entered: text, problem: CurationProblem(words: text))),
            choice: choice, now: now)
    }

    static func cataloguePlan(_ text: String) -> PlanPage {
        let gone = PlanSubject(titleID: nil, wireID: "local-7", title: text, path: nil)
        let film = PlanSubject(titleID: TitleID(8), wireID: "local-8", title: text, path: text)
        let changes = [
            change(9, .title, .update, .text(text), .text("Another"), .pending),
            change(10, .imdbID, .set, .null, ChangeValue(json: "{\"a\":1}"), .pending),
            change(11, .tmdbID, .set, .null, .number(950), .pending),
            change(12, .genres, .update, .names([text]), .names([text, "Drama"]), .approved),
            change(
                13, .match, .set, .null, ChangeValue(of: CatalogueMatch(title: text, year: 1979, tmdbID: 1398)),
                .pending),
        ]
        let content = PlanContent(
            plan: plan(text, scope: .catalogue), facts: PlanFacts("nonsense"),
            subjects: [PlannedSubject(gone, changes: changes), PlannedSubject(film, changes: changes)],
            shown: (2, 4), decidable: [:], stuck: 0, work: [job("apply_plan", .running, text)], last: nil)
        return PlanPage(
            shell: shell(text, .plans), content: content, news: PlanNews(), choice: PlanChoice(), now: now)
    }

    static func scene(_ text: String, _ id: String) -> Scene {
        var facts = bareFacts(id)
        (facts.title, facts.details, facts.date, facts.code) = (text, "\(text)\n\(text)", "2024-05", text)
        (facts.director, facts.urls, facts.isOrganized, facts.rating100) = (text, [text], true, 80)
        var file = SceneFile(path: "/archive/\(text)")
        (file.size, file.duration, file.width, file.height) = (4_294_967_296, 3723.4, 1920, 1080)
        (file.frameRate, file.bitRate, file.format, file.videoCodec) = (59.94, 8_000_000, "mp4", "h264")
        file.fingerprints = ["oshash": text]
        facts.files = [file]
        facts.studio = ArchiveName(id: "2", name: text)
        facts.performers = [ArchiveName(id: "1", name: text)]
        facts.tags = [ArchiveName(id: "4", name: text)]
        return Scene(id: TitleID(5), facts: facts, lastSyncedAt: now.adding(seconds: -60), isAnalyzed: true)
    }

    private static func bare(_ id: String) -> Scene {
        Scene(id: TitleID(6), facts: bareFacts(id), lastSyncedAt: now, isAnalyzed: false)
    }

    private static func bareFacts(_ id: String) -> SceneFacts {
        SceneFacts(upstreamID: id, title: "", createdAt: now.adding(seconds: -864_000), updatedAt: "")
    }

    private static func changes(_ text: String) -> [PlanChange] {
        [
            change(1, .tags, .add, .names(["Outdoor"]), .names(["Outdoor", text]), .pending),
            change(
                2, .tags, .remove, .names(["Outdoor", text]), .names(["Outdoor"]), .approved,
                note: "conflict: \(text)"),
            change(3, .studio, .set, .text(text), .text("Dockside"), .rejected, note: text),
            change(4, .details, .update, .text("Two boats \(text)"), .text("Two old boats"), .applied),
            change(5, .performers, .add, .null, .text(text), .pending, note: text),
            change(6, .details, .set, .null, .text("\(text)\nand more"), .approved, reason: NewChange.editedReason),
        ]
    }

    private static func change(
        _ id: Int32, _ field: ChangeField, _ action: ChangeAction, _ old: ChangeValue, _ new: ChangeValue,
        _ status: ChangeStatus, note: String? = nil, reason: String? = nil
    ) -> PlanChange {
        PlanChange(
            id: ChangeID(id), plan: PlanID(7),
            content: NewChange(
                field, action, from: old, to: new, confidence: 0.949,
                reason: reason ?? note ?? "Its path says so."),
            status: status, note: note, decidedAt: nil)
    }

    private static func plan(_ text: String, scope: PlanScope = .archive) -> CurationPlan {
        var counts = PlanCounts()
        (counts.pending, counts.approved, counts.rejected, counts.applied) = (200, 40, 30, 30)
        var state = CurationPlan.State()
        state.subjects = 120
        return CurationPlan(
            id: PlanID(7),
            origin: CurationPlan.Origin(scope: scope, name: text, createdAt: now.adding(seconds: -3600), job: nil),
            state: state, counts: counts, metadata: "{}")
    }

    private static func metadata(_ text: String) -> String {
        let quoted = ChangeValue.text(text).json
        return """
            {"statistics": {"average_confidence": 0.88, "scenes_with_errors": 2, "changes_by_field":
            {"tags": 200, "studio": 100}}, "ai_model": \(quoted), "warnings": [\(quoted)],
            "missing_scene_ids": ["99"], "api_usage": {"prompt_tokens": 1200, "completion_tokens": 34}}
            """
    }

    private static func summary(_ text: String) -> SceneSummary {
        var summary = SceneSummary()
        (summary.scenes, summary.organized, summary.analyzed) = (130, 65, 13)
        (summary.tags, summary.performers, summary.studios) = (1200, 20, 3)
        summary.byStudio = [SceneSummary.StudioCount(name: text, scenes: 90)]
        return summary
    }

    private static func ended(_ text: String) -> [Job] {
        let reason = ChangeValue.text(text).json
        let undone = """
            {"plan_id": 7, "restored_changes": 4, "kept_changes": 1, "errors": [{"change_id": 3, "scene_id": "31",
            "field": "details", "error": \(reason)}], "staying_names": [{"type": "tag", "id": "9", "name": \(reason)}]}
            """
        return [
            job("undo_plan", .succeeded, text, result: undone), job("sync_all", .failed, text),
            job("scene_sync", .cancelled, text),
            job(
                "scene_analysis", .succeeded, text,
                result: #"{"plan_id": 7, "total_changes": 12, "scenes_analyzed": 3}"#),
        ]
    }

    private static func job(_ name: String, _ state: JobState, _ text: String, result: String? = nil) -> Job {
        var row = JobRow(
            id: JobID(3), name: name, parameters: #"{"plan_id": 7}"#, state: state, attempt: 1,
            isCancelRequested: false)
        row.percent = state == .running ? 25 : 0
        return Job(
            row: row, progress: JobProgress(done: 30, total: 120, message: text),
            notes: JobNotes(checkpoint: nil, failure: state == .failed ? text : nil, report: nil, result: result),
            times: JobTimes(
                createdAt: now.adding(seconds: -120), runAt: now.adding(seconds: -120),
                startedAt: now.adding(seconds: -60), finishedAt: state.isFinal ? now : nil, leaseUntil: nil))
    }

    private static func shell(_ text: String, _ room: Shell.Room) -> Shell {
        SamplePages.shell(text, room, theatre: .open(text), hasImports: true, hasCuration: true)
    }
}
