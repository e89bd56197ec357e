using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Kokoro;
using Visavis.Engine.Tests.Speech.Heart;

namespace Visavis.Engine.Tests.Speech.Kokoro;

/// <summary>The Kokoro model in shared/voices, loaded once for all tests.</summary>
internal static class KokoroVoices
{
    private static readonly Lazy<KokoroModel> Loaded = new(() => KokoroModel.Load(Path.Combine(SharedVoices.Folder!, "kokoro")));

    private static readonly Lazy<Pronouncers> Readers = new(() => new Pronouncers(Path.Combine(AssetFolders.Voices, "heart"), HeartVoice.Pronouncer));

    public static KokoroModel Model => Loaded.Value;

    public static Pronouncers Pronouncers => Readers.Value;
}
