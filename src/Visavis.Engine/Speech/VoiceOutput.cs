using Visavis.Engine.Media;

namespace Visavis.Engine.Speech;

/// <summary>What brings a voice's samples to the media clock and to the common loudness.</summary>
/// <param name="modelRate">Samples of a run for each second of what is heard; not whole numbers only, since a variant may be heard slower.</param>
/// <param name="gain">Factor on every sample.</param>
internal sealed class VoiceOutput(double modelRate, float gain)
{
    public Resampler Resampler { get; } = Resampler.Between((int)Math.Round(modelRate), MediaTime.Rate);

    public float Gain { get; } = gain;

    /// <summary>When sample <paramref name="sample"/> of a run is heard, from the run's start.</summary>
    public MediaTime TimeOf(int sample) => new((long)Math.Round(sample * (double)MediaTime.Rate / modelRate));
}

/// <summary>Symbols that a run was given, and those of them that are a clause's own.</summary>
/// <param name="All">What was run.</param>
/// <param name="Start">Index of the first own symbol.</param>
/// <param name="Own">The own ones, each with its unit of the text.</param>
internal sealed record SpokenSymbols(string All, int Start, SymbolLine Own)
{
    /// <summary>Index behind the last own symbol.</summary>
    public int End => Start + Own.Length;
}
