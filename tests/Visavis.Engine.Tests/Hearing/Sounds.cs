using System.Buffers.Binary;
using Visavis.Engine.Hearing;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Hearing;

/// <summary>Sound and the recogniser's net, loaded once for all tests.</summary>
internal static class Sounds
{
    private static readonly Lazy<WhisperModel> Model = new(() => WhisperModel.Load(AssetFolders.Hearing));
    private static readonly Lazy<float[]> Speech = new(() => ReadSample());

    public static WhisperModel Whisper => Model.Value;

    /// <summary>"Bob and Pam baked apple pie for the baby's birthday. Thank you for waiting, the manager will be with you shortly." 16 kHz.</summary>
    public static float[] Sample => Speech.Value;

    private static float[] ReadSample()
    {
        var bytes = File.ReadAllBytes(Path.Combine(TestAssets.Folder, "hearing", "sample.wav")).AsSpan(44);
        var samples = new float[bytes.Length / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) / 32768f;
        }
        return samples;
    }
}
