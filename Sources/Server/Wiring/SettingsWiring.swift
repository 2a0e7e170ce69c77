package import Administration
import Basics
import Connectors
import Domain
import Embedding
import Foundation
import Recommendations
import Storage
import SurfaceDiscovery

extension Installation {
    /// What administrators and people decide through Aperture's interface.
    func discoveryConfiguration() -> DiscoveryFeatures.Configuration {
        let stores = persistence.stores
        let live = engines.live
        return DiscoveryFeatures.Configuration(
            settings: liveSettings, personal: stores.personalSettings,
            mediaServer: MediaServerDesk(
                settings: liveSettings, current: live.mediaServer, connect: { live.connect($0, $1, $2) },
                world: .live),
            models: modelChoices,
            facts: stores.modelFacts, schedules: stores.schedules)
    }

    /// Which models can be chosen, and what they cost.
    var modelChoices: ModelChoices {
        ModelChoices(
            settings: liveSettings, own: ownModel, listing: engines.live.listedModels,
            isLocal: EndpointModels.isLocal)
    }

    /// What a run of a job costs because a language model writes for it; nil where nothing is spent.
    package func cost(ofJob name: String) async throws -> PickCost? {
        guard let kind = RecommendationRunner.kind(ofJob: name) else { return nil }
        let people = try await persistence.stores.recommendations.readers(of: kind).count
        return modelChoices.cost(ofPicks: kind, people: people)
    }

    /// What the model of the folder is called, whether or not it is there.
    private var ownModel: OwnModel {
        let path = engines.embedders.modelFolder(settings.embedding)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let model = engines.embedder?.model
        let isOwn = model?.id.hasPrefix("builtin:") ?? false
        return OwnModel(id: name, dimensions: isOwn ? model?.dimension ?? 0 : ServerLimits.ownModelDimensions)
    }
}
