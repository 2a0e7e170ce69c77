/// The names under which the jobs about scenes and plans are stored, which are also their types on the wire.
package enum CurationJobNames {
    package static let sceneSync = "scene_sync"
    package static let syncAll = "sync_all"
    package static let performerSync = "sync_performers"
    package static let tagSync = "sync_tags"
    package static let studioSync = "sync_studios"
    package static let sceneAnalysis = "scene_analysis"
    package static let batchAnalysis = "batch_analysis"
    package static let catalogueAnalysis = "catalogue_analysis"
    package static let applyPlan = "apply_plan"
    package static let undoPlan = "undo_plan"

    /// They run one after the other.
    package static let syncs = [syncAll, sceneSync, performerSync, tagSync, studioSync]
    package static let all = syncs + [sceneAnalysis, batchAnalysis, catalogueAnalysis, applyPlan, undoPlan]
    /// The exclusion group of `syncs`.
    package static let syncGroup = "archive-sync"
}
