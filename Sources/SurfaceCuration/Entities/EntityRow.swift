import Domain
import SurfaceKit

/// A studio, performer or tag in a list.
struct EntityRow: WrittenRow {
    let entity: ArchiveEntity

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", entity.facts.upstreamID)
            writer.member("name", entity.facts.name)
            writer.member("scene_count", entity.sceneCount)
        }
    }
}

/// The same by itself, with what else is known of it.
struct EntityDetailRow: WrittenRow {
    let entity: ArchiveEntity

    func write(to writer: inout JSONWriter) {
        let facts = entity.facts
        writer.object { writer in
            writer.member("aliases", facts.aliases)
            writer.member("details", facts.details)
            writer.member("disambiguation", facts.disambiguation)
            writer.member("id", facts.upstreamID)
            writer.member("ignore_auto_tag", facts.ignoresAutoTag)
            writer.member("name", facts.name)
            writer.member("scene_count", entity.sceneCount)
        }
    }
}
