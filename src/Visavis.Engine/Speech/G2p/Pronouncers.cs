namespace Visavis.Engine.Speech.G2p;

/// <summary>Readers of English, each loaded when it is first asked for: the British one takes a second and 60 MB that few need.</summary>
public sealed class Pronouncers : IDisposable
{
    private readonly Lazy<Pronouncer> _american;
    private readonly Lazy<Pronouncer> _british;
    private readonly bool _ownsAmerican;

    /// <param name="folder">The heart voice's folder.</param>
    /// <param name="american">The American reader if there is one already; it stays its owner's.</param>
    public Pronouncers(string folder, Pronouncer? american = null)
    {
        _american = american is null ? Later(folder, british: false) : new Lazy<Pronouncer>(american);
        _british = Later(folder, british: true);
        _ownsAmerican = american is null;
    }

    public Pronouncer American => _american.Value;

    public Pronouncer British => _british.Value;

    public void Dispose()
    {
        if (_ownsAmerican && _american.IsValueCreated)
        {
            _american.Value.Dispose();
        }
        if (_british.IsValueCreated)
        {
            _british.Value.Dispose();
        }
    }

    private static Lazy<Pronouncer> Later(string folder, bool british) => new(() =>
    {
        try
        {
            return Pronouncer.Load(folder, british);
        }
        catch (IOException error)
        {
            throw new SpeechException($"The {(british ? "British" : "American")} pronunciation cannot be loaded: {error.Message}", error);
        }
    });
}
