using Visavis.Engine.Native;

namespace Visavis.Engine.Faces;

/// <summary>The face networks and what belongs to them, loaded once and shared by any number of threads.</summary>
public sealed class FaceModels : IDisposable
{
    private FaceModels(string folder)
    {
        Topology = FaceTopology.Load(folder);
        Basis = MouthBasis.Load(folder);
        Detection = Model(folder, "face_detection_short_range.onnx");
        Landmarks = Model(folder, "face_landmark_478.onnx");
        Segmentation = Model(folder, "selfie_segmentation.onnx");
    }

    public FaceTopology Topology { get; }

    public MouthBasis Basis { get; }

    internal OrtModel Detection { get; }

    internal OrtModel Landmarks { get; }

    internal OrtModel Segmentation { get; }

    /// <summary>Loads what lies in <paramref name="folder"/>, some 0.2 s.</summary>
    /// <exception cref="OrtException">A model is missing or damaged.</exception>
    /// <exception cref="InvalidDataException">The mesh or the basis is.</exception>
    public static FaceModels Load(string folder) => new(folder);

    public void Dispose()
    {
        Detection.Dispose();
        Landmarks.Dispose();
        Segmentation.Dispose();
    }

    private static OrtModel Model(string folder, string name) => OrtModel.Load(Path.Combine(folder, name));
}
