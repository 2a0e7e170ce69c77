import Curation
import Domain
import SurfaceKit

/// What came of reading certain scenes again while the client waited.
struct ResyncedRow: WrittenRow {
    let report: SyncReport

    func write(to writer: inout JSONWriter) {
        let counts = report[.scene]
        writer.object { writer in
            writer.member("failed_scenes", counts.failed)
            writer.member("status", "completed")
            writer.member("synced_scenes", counts.created + counts.updated + counts.skipped)
            writer.member("total_scenes", counts.total)
        }
    }
}

/// What came of adding tags to scenes, or of removing them.
struct TagsChangedRow: WrittenRow {
    let mode: RelationEdit.Mode
    let tags: Int
    let report: SceneTagReport

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("message", message)
            writer.member("missing_scene_ids", report.missing)
            writer.member("scenes_updated", report.updated.count)
            writer.member("success", true)
            writer.member("tags_affected", tags)
        }
    }

    private var message: String {
        let (verb, word) = mode == .add ? ("added", "to") : ("removed", "from")
        let scenes = report.updated.count
        let (tagWord, sceneWord) = (tags == 1 ? "tag" : "tags", scenes == 1 ? "scene" : "scenes")
        return "Successfully \(verb) \(tags) \(tagWord) \(word) \(scenes) \(sceneWord)"
    }
}
