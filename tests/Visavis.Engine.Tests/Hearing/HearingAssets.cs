using System.Runtime.InteropServices;
using Visavis.Engine.Hearing;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Hearing;

/// <summary>The net, loaded once, and the sentence it is held to.</summary>
internal static class HearingAssets
{
    private const int WavHeader = 44;

    private static readonly Lazy<VisemeNet> Loaded = new(() => VisemeNet.Load(AssetFolders.Hearing));

    public static VisemeNet Net => Loaded.Value;

    public static string Expected => File.ReadAllText(Path.Combine(TestAssets.Folder, "hearing", "expected.json"));

    /// <summary>7.2 s of the voice heart at 16 kHz.</summary>
    public static float[] Sample { get; } = Array.ConvertAll(
        MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(Path.Combine(TestAssets.Folder, "hearing", "sample.wav")).AsSpan(WavHeader)).ToArray(),
        sample => sample / 32768f);
}
