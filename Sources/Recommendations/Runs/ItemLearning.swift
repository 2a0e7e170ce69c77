package import NIOPosix

/// How the model of titles is learned, and where: nobody's search waits behind what takes minutes.
package struct ItemLearning: Sendable {
    let settings: ItemModelSettings
    let threads: NIOThreadPool

    package init(_ settings: ItemModelSettings = ItemModelSettings(), threads: NIOThreadPool) {
        self.settings = settings
        self.threads = threads
    }
}
