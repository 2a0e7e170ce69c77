import Domain
import SurfaceKit

/// All scenes in numbers.
struct SceneSummaryRow: WrittenRow {
    let summary: SceneSummary

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("organization_percentage", fraction: percentage)
            writer.member("organized_scenes", summary.organized)
            writer.name("scenes_by_studio")
            writer.object { writer in
                for (name, scenes) in byName { writer.member(name, scenes) }
            }
            writer.member("total_performers", summary.performers)
            writer.member("total_scenes", summary.scenes)
            writer.member("total_studios", summary.studios)
            writer.member("total_tags", summary.tags)
        }
    }

    /// The largest first; studios of one name count together.
    private var byName: [(key: String, value: Int)] {
        Dictionary(summary.byStudio.map { ($0.name, $0.scenes) }, uniquingKeysWith: +)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    }

    /// To two decimals; zero without scenes.
    private var percentage: Double {
        guard summary.scenes > 0 else { return 0 }
        return (Double(summary.organized) / Double(summary.scenes) * 10_000).rounded() / 100
    }
}
