"""Sentences about adding, choosing and removing models."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

_NOT_ADDED = QT_TR_NOOP("The model was not added")
_GET_AGAIN = QT_TR_NOOP("Get the model again from where it comes from, as safetensors files.")

BY_CODE: dict[str, Sentences] = {
    "model_refused": (
        _NOT_ADDED,
        QT_TR_NOOP("The folder is not an embedder that can be used here."),
        _GET_AGAIN,
    ),
    "model_refused.no_such_folder": (
        _NOT_ADDED,
        QT_TR_NOOP("There is no such folder."),
        QT_TR_NOOP("Name the folder that holds model.safetensors and modules.json."),
    ),
    "model_refused.unreadable": (
        _NOT_ADDED,
        QT_TR_NOOP("A file in the folder cannot be read."),
        QT_TR_NOOP("Copy the folder to a disk of this computer, then add it again."),
    ),
    "model_refused.missing_file": (
        _NOT_ADDED,
        QT_TR_NOOP("The folder lacks {file}, which every embedder of this kind has."),
        QT_TR_NOOP("Get the whole folder, as sentence-transformers saves it with safetensors weights."),
    ),
    "model_refused.could_run": (
        _NOT_ADDED,
        QT_TR_NOOP("The file {file} could run a program when it is loaded. Only plain data is taken."),
        QT_TR_NOOP("Get the model with safetensors weights; programs and pickle files must not lie beside."),
    ),
    "model_refused.leads_out": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} leads to a place outside of the folder."),
        QT_TR_NOOP("Copy the files themselves into one folder, then add that."),
    ),
    "model_refused.unexpected_file": (
        _NOT_ADDED,
        QT_TR_NOOP("The folder holds something that does not belong to an embedder: {file}."),
        QT_TR_NOOP("Copy the model's own files into a folder by themselves, then add that."),
    ),
    "model_refused.unexpected_module": (
        _NOT_ADDED,
        QT_TR_NOOP("It needs program parts of its own, and none are run."),
        QT_TR_NOOP("Choose a model made of the usual parts: transformer, pooling, normalising."),
    ),
    "model_refused.weights_in_pieces": (
        _NOT_ADDED,
        QT_TR_NOOP("Its weights are in several files ({file}); only one model.safetensors can be read."),
        QT_TR_NOOP("Choose a model with all its weights in one file."),
    ),
    "model_refused.too_large": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} is far larger than such a file of an embedder is."),
        QT_TR_NOOP("Choose a smaller model."),
    ),
    "model_refused.memory_short": (
        _NOT_ADDED,
        QT_TR_NOOP("It would need more memory than this computer can spare."),
        QT_TR_NOOP("Choose a smaller model, or use a computer with more memory."),
    ),
    "model_refused.truncated": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} ends too early: it was not copied or downloaded to its end."),
        _GET_AGAIN,
    ),
    "model_refused.hash_mismatch": (
        _NOT_ADDED,
        QT_TR_NOOP("A file changed while it was copied."),
        QT_TR_NOOP("Try again. If it stays so, check the disk."),
    ),
    "model_refused.mislabelled": (
        _NOT_ADDED,
        QT_TR_NOOP("{file} is not what its name says, or its numbers do not fit the rest of the model."),
        _GET_AGAIN,
    ),
    "model_refused.not_an_embedder": (
        _NOT_ADDED,
        QT_TR_NOOP("This is a language model, not one that makes vectors of texts."),
        QT_TR_NOOP("Choose an embedder."),
    ),
    "model_refused.not_allowed": (
        QT_TR_NOOP("This model is not allowed here"),
        QT_TR_NOOP("Your organisation has listed which models may be used, and this is not one of them."),
        QT_TR_NOOP("Ask whoever looks after this computer."),
    ),
    "model_is_generator": (
        QT_TR_NOOP("Language models cannot be added yet"),
        QT_TR_NOOP("{file} writes texts. Only embedders, the models for finding, can be added or chosen."),
        QT_TR_NOOP("Name the folder of an embedder, with its model.safetensors."),
    ),
    "model_known": (
        QT_TR_NOOP("This model is here already"),
        QT_TR_NOOP("Its weights are those of {name}."),
        QT_TR_NOOP("“anamnesis models list” shows all models."),
    ),
    "model_name_taken": (
        QT_TR_NOOP("There is another model of this name"),
        QT_TR_NOOP("{name} is here already, with other weights."),
        QT_TR_NOOP("Add it under another name (--name)."),
    ),
    "model_unknown": (
        QT_TR_NOOP("There is no such model"),
        QT_TR_NOOP("This computer has no model with the name {name}."),
        QT_TR_NOOP("“anamnesis models list” shows all models."),
    ),
    "model_is_starter": (
        QT_TR_NOOP("Starter models stay"),
        QT_TR_NOOP("{name} came with Anamnesis and is what finding falls back to."),
        "",
    ),
    "model_in_use": (
        QT_TR_NOOP("This model is in use"),
        QT_TR_NOOP("{name} is the embedder of this computer."),
        QT_TR_NOOP("Choose another one first, then remove it."),
    ),
    "model_library_damaged": (
        QT_TR_NOOP("The list of models cannot be read"),
        QT_TR_NOOP("{file} in the models folder is damaged. The starter models work without it."),
        QT_TR_NOOP("Restore it from a backup, or move it away and add the models again."),
    ),
    "models_folder_unusable": (
        QT_TR_NOOP("The models folder cannot be written"),
        QT_TR_NOOP("{directory}: {reason}."),
        QT_TR_NOOP("Let somebody who may write there run the command."),
    ),
    "models_folder_busy": (
        QT_TR_NOOP("The models are being changed already"),
        QT_TR_NOOP("Another program is adding or removing a model."),
        QT_TR_NOOP("Try again when it is done."),
    ),
}
