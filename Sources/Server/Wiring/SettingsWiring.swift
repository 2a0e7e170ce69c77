import Administration
import Basics
import Connectors
import Domain
import Embedding
import Foundation
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
            models: ModelChoices(settings: liveSettings, own: ownModel, listing: live.listedModels),
            facts: stores.modelFacts, schedules: stores.schedules)
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
