using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;

namespace Visavis.Engine.Tests.Speech.Heart;

/// <summary>The shipped model, loaded once for all tests.</summary>
internal static class HeartVoice
{
    private static readonly Lazy<HeartModel> Loaded = new(() => HeartModel.Load(Path.Combine(AssetFolders.Voices, "heart")));

    private static readonly Lazy<Pronouncer> Reader = new(() => Pronouncer.Load(Path.Combine(AssetFolders.Voices, "heart")));

    public static Pronouncer Pronouncer => Reader.Value;

    public static HeartModel Model => Loaded.Value;
}
